package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What reaches open pages by itself: reminders that fall due, and what has been changed on the page, beside it and elsewhere. */
@EndToEndTest
class LiveIT {

    /** Within which a page shows what has happened. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private final String subject = "Rückruf " + Long.toString(System.nanoTime(), 36);

    @Test
    void aReminderThatFallsDueIsShownOnceOnEveryOpenPage(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        ben.go("/help");
        Page second = ben.page().context().newPage();
        second.navigate(ben.page().url());
        OwnData data = new OwnData(ben);
        String contact = data.callThatFallsDue(data.company("Zenker Live"), subject);

        Locator toast = ben.page().locator("#due-" + contact);
        assertThat(toast).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout((double)
                        SOON.plusSeconds(6).toMillis()));
        assertThat(toast).containsText(subject);
        assertThat(toast).containsText("Zenker Live");
        assertThat(second.locator("#due-" + contact)).isVisible();
        assertThat(ben.page()).hasTitle(Pattern.compile("^\\(\\d+\\) .*"));
        assertThat(ben.page().locator("[data-due-count]").first()).hasText(Pattern.compile("\\d+"));
        assertThat(ben.page().locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("logo-due.*#n\\d"));
        ben.isAccessible().screenshot("due");

        // told is told: neither for who reads the page again nor for who opens another one
        second.reload();
        Page third = ben.page().context().newPage();
        third.navigate(ben.page().url());
        assertThat(third).hasTitle(Pattern.compile("^\\(\\d+\\) .*"));
        third.waitForTimeout(5_000);
        assertThat(third.locator(".toast-due")).hasCount(0);
        assertThat(second.locator(".toast-due")).hasCount(0);

        toast.locator("button[value=HOUR]").click();
        assertThat(toast).hasCount(0);
        assertThat(ben.page().locator("#toasts")).containsText("Zurückgestellt: " + subject);
    }

    @Test
    void partsFollowWhatIsDoneInAnotherWindowAndNeverWhileSomebodyIsAtThem(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        OwnData data = new OwnData(ben);
        String company = data.company("Ziegler Live " + subject);
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Europe/Berlin"));
        LocalDateTime soon = now.plusHours(1).truncatedTo(ChronoUnit.MINUTES);
        ben.go("/addresses/" + company);
        Page list = ben.page().context().newPage();
        // the first page of all begins with what is overdue
        boolean today = soon.toLocalDate().equals(now.toLocalDate());
        list.navigate(ben.page().url().replaceAll("/addresses/.*", "/reminders?section=" + (today ? "TODAY" : "DUE")));
        OwnData annas = new OwnData(browsers.open().as("anna"));

        // by an action in another browser of the same person, and of somebody else
        String contact = data.plannedCall(company, subject, soon, "P1D");
        LocatorAssertions.ContainsTextOptions within =
                new LocatorAssertions.ContainsTextOptions().setTimeout((double) SOON.toMillis());
        assertThat(ben.page().locator("#history-list")).containsText(subject, within);
        assertThat(ben.page().locator("#summary")).containsText(subject, within);
        assertThat(list.locator("#reminder-" + contact)).containsText(subject, within);

        // whoever writes in a line goes on, and reads the news afterwards
        Locator line = list.locator("#reminder-" + contact);
        line.locator("summary").first().click();
        Locator note = line.locator("[name^=note]");
        note.fill("Angefangen");
        int version = annas.contact(contact).path("version").asInt();
        annas.patch("/api/contacts/" + contact, Map.of("version", version, "subject", subject + " neu"));
        assertThat(ben.page().locator("#history-list")).containsText(subject + " neu", within);
        assertThat(note).hasValue("Angefangen");
        assertThat(note).isFocused();
        note.fill("");
        line.locator("summary").first().click();
        assertThat(list.locator("#reminder-" + contact)).containsText(subject + " neu", within);

        annas.patch("/api/addresses/" + company, Map.of("version", 0, "name", "Umbenannt " + subject));
        assertThat(ben.page().locator("#address-head")).containsText("Umbenannt " + subject, within);
    }

    /** Somebody who has come to older lines is not sent back to the first page. */
    @Test
    void aListThatWasMadeLongerStaysSoWhenItIsReadAnew(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        OwnData data = new OwnData(ben);
        String company = data.company("Zander Live");
        for (int day = 1; day <= 16; day++) {
            data.plannedCall(company, subject + " " + day, day);
        }
        ben.go("/reminders");
        Locator list = ben.page().locator("#reminders-body");
        Locator lines = list.locator("li.reminder");
        int before = lines.count();
        list.locator(".reminder-more a").click();
        assertThat(lines.nth(before)).isVisible();
        int longer = lines.count();
        list.evaluate("element => element.setAttribute('data-old', '')");

        data.plannedCall(company, subject + " neu", 3);

        assertThat(ben.page().locator("#reminders-body:not([data-old])"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout((double) SOON.toMillis()));
        assertThat(lines.nth(longer - 1)).isVisible();
    }

    /** Of many lines alike it is in the one in which it was. */
    @Test
    void theFocusStaysInItsLineWhenTheListIsReadAnew(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        OwnData data = new OwnData(ben);
        String company = data.company("Zimmer Live");
        LocalDateTime soon = soon();
        data.plannedCall(company, subject + " erster", soon, "P1D");
        String contact = data.plannedCall(company, subject + " zweiter", soon.plusMinutes(20), "P1D");
        Locator box = focusOn(ben, contact, soon);

        String later = data.plannedCall(company, subject + " dritter", soon.plusMinutes(10), "P1D");

        assertThat(ben.page().locator("#reminder-" + later))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout((double) SOON.toMillis()));
        assertThat(box).isFocused();
    }

    /** What is replaced between pressing and letting go would get no click. */
    @Test
    void nothingIsReplacedUnderAPressedKey(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        OwnData data = new OwnData(ben);
        String company = data.company("Zapf Live");
        LocalDateTime soon = soon();
        String contact = data.plannedCall(company, subject, soon.plusMinutes(20), "P1D");
        Locator box = focusOn(ben, contact, soon);
        ben.page().keyboard().down("Space");

        String later = data.plannedCall(company, subject + " noch einer", soon.plusMinutes(10), "P1D");
        ben.page().waitForTimeout(4_000);
        assertThat(ben.page().locator("#reminder-" + later)).hasCount(0);
        ben.page().keyboard().up("Space");

        assertThat(box).isChecked();
        box.uncheck();
        assertThat(ben.page().locator("#reminder-" + later))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout((double) SOON.toMillis()));
    }

    private static LocalDateTime soon() {
        return LocalDateTime.now(ZoneId.of("Europe/Berlin")).plusHours(1).truncatedTo(ChronoUnit.HOURS);
    }

    /** The box to tick in the line of one reminder, among those of its day. */
    private static Locator focusOn(Browser browser, String contact, LocalDateTime start) {
        boolean today = start.toLocalDate().equals(LocalDate.now(ZoneId.of("Europe/Berlin")));
        browser.go("/reminders?section=" + (today ? "TODAY" : "DUE"));
        Locator box = browser.page().locator("#reminder-" + contact + " [name=selected]");
        box.focus();
        return box;
    }
}
