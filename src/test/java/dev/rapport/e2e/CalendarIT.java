package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Media;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendar: seen by week, month and list, planned in by a click, moved and drawn longer by pointer and keys, on paper. */
@EndToEndTest
class CalendarIT {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A Tuesday that is ahead. */
    private final LocalDate tuesday = LocalDate.now(BERLIN).plusDays(9).with(TemporalAdjusters.next(DayOfWeek.TUESDAY));

    private final String word = OwnData.word();

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    void isReadByWeekMonthAndList(String language, Device device, Browsers browsers) {
        boolean german = language.equals("de");
        Browser anna = browsers.open(Locale.forLanguageTag(language), device)
                .expects("htmx:(afterRequest|sendAbort)")
                .as("anna");
        anna.go("/");
        Page page = anna.page();
        page.locator(".main-nav a[href='/calendar']").click();
        assertThat(page.locator(".cal-week")).isVisible();
        assertThat(page.locator("#whose-menu > summary")).hasText(german ? "Meine" : "Mine");
        anna.isAccessible().fitsTheScreen().screenshot("calendar-week-mine");

        page.locator("#whose-menu > summary").click();
        page.locator("#whose-menu")
                .getByText(german ? "Alle" : "Everybody", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page).hasURL(Pattern.compile("/calendar\\?view=week$"));
        assertThat(page.locator(".cal-entry").first()).isVisible();
        anna.isAccessible().fitsTheScreen().screenshot("calendar-week");

        page.locator("#calendar-month").click();
        assertThat(page.locator(".cal-month")).isVisible();
        anna.isAccessible().fitsTheScreen().screenshot("calendar-month");
        page.locator("#calendar-after").click();
        assertThat(page).hasURL(Pattern.compile("date=\\d{4}-\\d\\d-01"));
        page.locator("#calendar-today").click();
        // the last days of a month stand in the next one, too
        assertThat(page).not().hasURL(Pattern.compile("date="));
        assertThat(page.locator(".cal-cell.is-today")).hasCount(1);

        page.locator("#calendar-agenda").click();
        assertThat(page.locator(".cal-item").first()).isVisible();
        anna.isAccessible().fitsTheScreen().screenshot("calendar-list");
        page.goBack();
        assertThat(page.locator(".cal-month")).isVisible();
    }

    @Test
    void isFilteredAsListsAre(Browsers browsers) {
        Browser anna = browsers.open().expects("htmx:(afterRequest|sendAbort)").as("anna");
        callOnTuesday(anna);
        anna.go("/calendar?view=week&date=" + tuesday);
        Page page = anna.page();
        page.locator("#calendar-text").fill(word);
        assertThat(page.locator(".cal-entry")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("text=" + word));
        page.locator("#calendar-agenda").click();
        assertThat(page.locator(".cal-item")).hasCount(1);
        assertThat(page.locator(".cal-item mark")).hasText(word);
    }

    @Test
    void isMovedAndDrawnLongerByPointerAndKeysAndTakenBack(Browsers browsers) {
        Browser anna = browsers.open().expects("htmx:(afterRequest|sendAbort)").as("anna");
        String call = callOnTuesday(anna);
        anna.go("/calendar?view=week&date=" + tuesday + "&text=" + word);
        Page page = anna.page();
        Locator entry = page.locator(".cal-entry");
        Locator message = page.locator("#toasts .toast-success");

        // to Thursday, two hours later
        BoundingBox thursday = box(page.locator("[data-day='" + tuesday.plusDays(2) + "'] .cal-day"));
        double hour = thursday.height / 10;
        drag(page, entry, 10, thursday.x + 15, box(entry).y + 10 + 2 * hour);
        assertThat(message).containsText("verschoben");
        assertThat(page.locator("[data-day='" + tuesday.plusDays(2) + "'] .cal-entry"))
                .hasCount(1);
        assertThat(start(anna, call)).isEqualTo(tuesday.plusDays(2) + "T12:00");
        anna.isAccessible().screenshot("calendar-moved");
        message.getByText("Rückgängig").click();
        assertThat(page.locator("[data-day='" + tuesday + "'] .cal-entry")).hasCount(1);
        assertThat(start(anna, call)).isEqualTo(tuesday + "T10:00");

        // longer, at its lower edge
        BoundingBox at = box(entry);
        drag(page, entry, at.height - 3, at.x + 15, at.y + at.height - 3 + hour);
        assertThat(message).containsText("01:15 Stunden vorgesehen");
        assertThat(new OwnData(anna).contact(call).path("expectedDuration").asString())
                .isEqualTo("01:15");
        message.getByText("Rückgängig").click();
        assertThat(entry).hasAttribute("data-minutes", "15");
        assertThat(new OwnData(anna).contact(call).path("expectedDuration").isNull())
                .isTrue();

        // by keys, and the focus stays on it
        entry.focus();
        page.keyboard().press("Alt+ArrowDown");
        assertThat(entry).hasAttribute("data-from", "615");
        assertThat(entry).isFocused();
        page.keyboard().press("Alt+ArrowRight");
        assertThat(page.locator("[data-day='" + tuesday.plusDays(1) + "'] .cal-entry"))
                .isFocused();
        page.keyboard().press("Alt+Shift+ArrowDown");
        assertThat(entry).hasAttribute("data-minutes", "30");
        assertThat(start(anna, call)).isEqualTo(tuesday.plusDays(1) + "T10:15");

        // what it is said to take stands on its page, and is as usual again when the field is emptied
        entry.click();
        page.waitForURL(Pattern.compile("/contacts/" + call));
        assertThat(page.locator("#contact-expectedDuration")).hasValue("00:30");
        page.locator("#contact-expectedDuration").fill("");
        page.locator("#save-all").click();
        assertThat(page.locator("input[name=wasExpectedDuration]")).hasValue("");
        assertThat(page.locator("#contact-expectedDuration")).hasValue("");
        assertThat(new OwnData(anna).contact(call).path("expectedDuration").isNull())
                .isTrue();
    }

    @Test
    void aMonthsDayIsMovedToAnotherAndKeepsItsTime(Browsers browsers) {
        Browser anna = browsers.open().expects("htmx:(afterRequest|sendAbort)").as("anna");
        String call = callOnTuesday(anna);
        anna.go("/calendar?view=month&date=" + tuesday + "&text=" + word);
        Page page = anna.page();
        LocalDate friday = tuesday.plusDays(3);
        BoundingBox cell = box(page.locator("[data-day='" + friday + "']"));
        drag(page, page.locator(".cal-line"), 8, cell.x + 20, cell.y + 60);
        assertThat(page.locator("[data-day='" + friday + "'] .cal-line")).hasCount(1);
        assertThat(start(anna, call)).isEqualTo(friday + "T10:00");
    }

    @Test
    void isRefusedWithASentenceAndStandsWhereItStood(Browsers browsers) {
        Browser anna = browsers.open()
                .expects("htmx:(afterRequest|sendAbort|sendError)")
                .expects("422")
                .expects("ERR_INTERNET_DISCONNECTED")
                .as("anna");
        // in the next spring the clock goes on from two to three
        LocalDate sunday = LocalDate.of(LocalDate.now(BERLIN).getYear() + 1, 3, 31)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        String call = callOnTuesday(anna);
        anna.go("/contacts/" + call);
        Page page = anna.page();
        page.locator("#contact-date").fill(sunday.toString());
        page.locator("#contact-time").fill("01:45");
        page.locator("#save-all").click();
        assertThat(page.locator("input[name=wasStart]")).hasValue(sunday + "T01:45");
        anna.go("/calendar?view=week&date=" + sunday + "&text=" + word);
        Locator entry = page.locator(".cal-entry");
        entry.focus();
        page.keyboard().press("Alt+ArrowDown");
        assertThat(page.locator("#toasts .toast-danger")).containsText("Sommerzeit");
        assertThat(entry).hasAttribute("data-from", "105");
        page.locator("#toasts .btn-close").first().click();
        assertThat(page.locator("#calendar-list[aria-busy]")).hasCount(0);

        page.context().setOffline(true);
        entry.focus();
        page.keyboard().press("Alt+ArrowUp");
        assertThat(page.locator("#toasts .toast-danger")).hasCount(1);
        assertThat(entry).hasAttribute("data-from", "105");
        page.context().setOffline(false);
        assertThat(start(anna, call)).isEqualTo(sunday + "T01:45");
    }

    @Test
    void aFreeHourIsPlannedIn(Browsers browsers) {
        Browser anna = browsers.open().expects("htmx:(afterRequest|sendAbort)").as("anna");
        anna.go("/calendar?view=week&responsible=ben&text=gibtesnicht&date=" + tuesday);
        Page page = anna.page();
        page.locator("[data-day='" + tuesday + "'] .cal-slot.at-h14.at-m30").click();
        assertThat(page.locator("#new-time")).hasValue("14:30");
        assertThat(page.locator("#new-responsibleText")).hasValue(Pattern.compile("Ben.*"));
        assertThat(page.locator("input[name=status][value=PLANNED]")).isChecked();
    }

    /** Neither a day nor an appointment is lost without scripts. */
    @Test
    void worksWithoutScriptsAndOnPaper(Browsers browsers) {
        Browser anna = browsers.openWithoutScripts().as("anna");
        anna.go("/calendar?view=week");
        Page page = anna.page();
        assertThat(page.locator(".cal-entry").first()).isVisible();
        page.locator("#calendar-after").click();
        page.locator("#calendar-month").click();
        assertThat(page.locator(".cal-month")).isVisible();
        page.locator(".cal-more-line").first().click();
        assertThat(page.locator(".cal-agenda")).isVisible();
        anna.go("/calendar?view=week");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".side")).isHidden();
        assertThat(page.locator(".cal-entry").first()).isVisible();
        anna.screenshot("calendar-print");
    }

    /** One that the word of this test stands in, at ten. */
    private String callOnTuesday(Browser anna) {
        OwnData own = new OwnData(anna);
        int days = (int) (tuesday.toEpochDay() - LocalDate.now(BERLIN).toEpochDay());
        return own.plannedCall(own.company(word + " GmbH"), "Rückruf " + word, days);
    }

    private static String start(Browser anna, String call) {
        return new OwnData(anna).contact(call).path("start").asString().substring(0, 16);
    }

    private static BoundingBox box(Locator element) {
        element.scrollIntoViewIfNeeded();
        BoundingBox box = element.boundingBox();
        assertThat(box).isNotNull();
        return box;
    }

    /** @param below the upper edge of what is dragged, in pixels */
    private static void drag(Page page, Locator what, double below, double toX, double toY) {
        BoundingBox from = box(what);
        page.mouse().move(from.x + 15, from.y + below);
        page.mouse().down();
        page.mouse().move((from.x + toX) / 2, (from.y + toY) / 2);
        page.mouse().move(toX, toY);
        page.mouse().up();
    }
}
