package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What reaches open pages by itself: reminders that fall due, and what has been changed on the page, beside it and elsewhere. */
@EndToEndTest
class LiveIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Within which a page shows what has happened. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private final String subject = "Rückruf " + Long.toString(System.nanoTime(), 36);

    @Test
    void aReminderThatFallsDueIsShownOnceOnEveryOpenPage(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        ben.go("/help");
        Page second = ben.page().context().newPage();
        second.navigate(ben.page().url());
        LocalDateTime start =
                LocalDateTime.now(ZoneId.of("Europe/Berlin")).plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
        long contact = planned(ben, company(ben, "Zenker Live"), start.toString(), "PT0M");

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
        long company = company(ben, "Ziegler Live " + subject);
        String soon = LocalDateTime.now(ZoneId.of("Europe/Berlin"))
                .plusHours(1)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        ben.go("/addresses/" + company);
        Page list = ben.page().context().newPage();
        // the first page of all begins with what is overdue
        boolean today = LocalDateTime.parse(soon)
                .toLocalDate()
                .equals(LocalDateTime.now(ZoneId.of("Europe/Berlin")).toLocalDate());
        list.navigate(ben.page().url().replaceAll("/addresses/.*", "/reminders?section=" + (today ? "TODAY" : "DUE")));
        Browser anna = browsers.open().as("anna");

        // by an action in another browser of the same person, and of somebody else
        long contact = planned(ben, company, soon, "P1D");
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
        patch(anna, "/api/contacts/" + contact, Map.of("version", version(anna, contact), "subject", subject + " neu"));
        assertThat(ben.page().locator("#history-list")).containsText(subject + " neu", within);
        assertThat(note).hasValue("Angefangen");
        assertThat(note).isFocused();
        note.fill("");
        line.locator("summary").first().click();
        assertThat(list.locator("#reminder-" + contact)).containsText(subject + " neu", within);

        patch(anna, "/api/addresses/" + company, Map.of("version", 0, "name", "Umbenannt " + subject));
        assertThat(ben.page().locator("#address-head")).containsText("Umbenannt " + subject, within);
    }

    private static long company(Browser browser, String name) {
        return send(browser, "POST", "/api/addresses", Map.of("kind", "company", "name", name))
                .path("id")
                .asLong();
    }

    private long planned(Browser browser, long company, String start, String lead) {
        Map<String, Object> contact = new HashMap<>();
        contact.put("addressId", company);
        contact.put("type", "CALL");
        contact.put("direction", "OUTGOING");
        contact.put("status", "PLANNED");
        contact.put("start", start);
        contact.put("reminder", true);
        contact.put("reminderLead", lead);
        contact.put("subject", subject);
        return send(browser, "POST", "/api/contacts", contact).path("id").asLong();
    }

    private static int version(Browser browser, long contact) {
        return send(browser, "GET", "/api/contacts/" + contact, Map.of())
                .path("version")
                .asInt();
    }

    private static void patch(Browser browser, String path, Map<String, ?> body) {
        send(browser, "PATCH", path, body);
    }

    /** As a program that works for the person does. */
    private static JsonNode send(Browser browser, String method, String path, Map<String, ?> body) {
        String token = browser.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("RAPPORT_CSRF"))
                .findFirst()
                .orElseThrow()
                .value;
        RequestOptions options = RequestOptions.create().setMethod(method).setHeader("X-CSRF-TOKEN", token);
        if (!method.equals("GET")) {
            options.setData(body);
        }
        APIResponse answer = browser.page().request().fetch(path, options);
        assertThat(answer.ok()).as(answer.text()).isTrue();
        return JSON.readTree(answer.text());
    }
}
