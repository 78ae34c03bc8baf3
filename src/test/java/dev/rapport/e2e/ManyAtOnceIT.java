package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many of a list are changed at once, while somebody watches. */
@EndToEndTest
class ManyAtOnceIT {

    /** The job executor may be asleep just now. */
    private static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(60_000);

    private final String word = OwnData.word();

    @ParameterizedTest
    @EnumSource(Device.class)
    void aSelectionIsMoved(Device device, Browsers browsers) {
        // another filter gives up what is still loading for the last one
        Browser anna = browsers.open(Locale.GERMAN, device)
                .expects("htmx:(afterRequest|sendAbort)")
                .expects("/changes: .* status of 422")
                .as("anna");
        OwnData data = new OwnData(anna);
        String company = data.company(word);
        String first = data.plannedCall(company, word + " eins");
        String second = data.plannedCall(company, word + " zwei");
        String third = data.plannedCall(company, word + " drei");
        anna.go("/contacts?address=" + company);
        Page page = anna.page();
        Locator rows = page.locator(".list-table tbody tr");
        assertThat(rows).hasCount(3);
        anna.isAccessible().fitsTheScreen().screenshot("contacts-choose");

        box(page, first).focus();
        page.keyboard().press("Space");
        box(page, second).check();
        assertThat(page.locator("[data-select-all]")).hasJSProperty("indeterminate", true);
        // what is ticked stays so when the list is read anew
        page.locator("#list-text").fill(word);
        assertThat(page).hasURL(Pattern.compile("text=" + word));
        assertThat(page.locator(".list-table mark").first()).isVisible();
        assertThat(box(page, first)).isChecked();
        assertThat(box(page, second)).isChecked();
        assertThat(box(page, third)).not().isChecked();

        anna.click(AriaRole.BUTTON, "Verschieben");
        assertThat(page.locator("#change-number")).hasText("2 Kontakte sind gemeint.");
        anna.isAccessible().fitsTheScreen().screenshot("change-move");
        page.getByLabel("Um Arbeitstage nach hinten").check();
        page.locator("#change-workingDays").fill("0");
        page.locator("#change-submit").click();
        assertThat(page.locator("#change-workingDays-error")).hasText("Bitte eine Zahl von 1 bis 260 angeben");
        page.locator("#change-workingDays").fill("1");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("/changes/\\d+$"));
        assertThat(page.locator("#change-body [role=status]"))
                .hasText(Pattern.compile("^2 von 2 geändert\\s+Fertig$"), SOON);
        assertThat(page.locator("#stop-change")).hasCount(0);
        anna.isAccessible().fitsTheScreen().screenshot("change-done");
        String week = LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(7) + "T10:00";
        assertThat(data.contact(first).path("start").asString()).doesNotStartWith(week);
        assertThat(data.contact(third).path("start").asString()).startsWith(week);
    }

    @Test
    void aWholeListIsClosedAndWhatRefusesIsReported(Browsers browsers) {
        Browser anna = browsers.open().expects("htmx:(afterRequest|sendAbort)").as("anna");
        OwnData data = new OwnData(anna);
        String company = data.company(word);
        for (int i = 0; i < 27; i++) {
            data.plannedCall(company, word + " " + i);
        }
        anna.go("/contacts?address=" + company);
        Page page = anna.page();
        Locator all = page.getByLabel("Alle 27 dieser Liste");
        all.check();
        anna.click(AriaRole.BUTTON, "Fertigstellen");
        assertThat(page.locator("#change-number")).hasText("27 Kontakte sind gemeint.");
        anna.isAccessible().fitsTheScreen().screenshot("change-close");
        page.locator("#change-duration").fill("15");
        page.locator("#change-submit").click();
        Locator status = page.locator("#change-body [role=status]");
        assertThat(status).hasText(Pattern.compile("^0 von 27 geändert\\s+Fertig$"), SOON);
        assertThat(page.locator("#refused li").first()).containsText("wann er wirklich begonnen hat");
        anna.isAccessible().fitsTheScreen().screenshot("change-refused");

        page.goBack();
        page.locator("label[for=change-notPerformed]").click();
        page.locator("#change-infotext").fill("Messe abgesagt");
        page.locator("#change-submit").click();
        assertThat(status).hasText(Pattern.compile("^27 von 27 geändert\\s+Fertig$"), SOON);
        anna.go("/changes");
        assertThat(page.locator(".plan-list li").first()).containsText("27 von 27 geändert");
        anna.isAccessible().fitsTheScreen().screenshot("changes");
        assertThat(data.history(company)
                        .valueStream()
                        .map(line -> line.path("status").asString()))
                .containsOnly("NOT_PERFORMED");
    }

    private static Locator box(Page page, String contact) {
        return page.locator(".list-table input[name=selected][value='" + contact + "']");
    }
}
