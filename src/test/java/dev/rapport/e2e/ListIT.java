package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists of contacts and measures: filtered, sorted, with other columns, and the address in the browser says it all. */
@EndToEndTest
class ListIT {

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    void isFilteredSortedAndShared(String language, Device device, Browsers browsers) {
        boolean german = language.equals("de");
        // another filter gives up what is still loading for the last one
        Browser anna = browsers.open(Locale.forLanguageTag(language), device)
                .expects("htmx:(afterRequest|sendAbort)")
                .as("anna");
        anna.go("/");
        anna.page().locator(".main-nav a[href='/contacts']").click();
        Page page = anna.page();
        Locator rows = page.locator(".list-table tbody tr:not(.row-more)");
        assertThat(rows.first()).isVisible();
        assertThat(page.locator("#list-count")).hasText(Pattern.compile("[0-9.,]+"));
        anna.isAccessible().fitsTheScreen().screenshot("contacts");

        // several values of one filter, by keyboard; the address follows
        page.locator(".filter-more > summary").focus();
        page.keyboard().press("Enter");
        page.locator("#list-status-OVERDUE").focus();
        page.keyboard().press("Space");
        assertThat(page.locator(".active-filters")).containsText(german ? "Status: Überfällig" : "Status: Overdue");
        page.locator("#list-responsible-anna").check();
        page.locator("#list-responsible-ben").check();
        assertThat(page.locator(".active-filters")).containsText("Anna Berger, Ben Yılmaz");
        assertThat(page).hasURL(Pattern.compile("\\?status=OVERDUE&responsible=anna&responsible=ben$"));
        for (String badge : page.locator(".list-table .badge").allTextContents()) {
            assertThat(badge).isEqualTo(german ? "Überfällig" : "Overdue");
        }
        anna.isAccessible().fitsTheScreen().screenshot("contacts-filtered");

        // a chip takes its filter away, the controls forget it
        page.locator(".active-filters .chip").first().click();
        assertThat(page).hasURL(Pattern.compile("\\?responsible=anna&responsible=ben$"));
        assertThat(page.locator("#list-status-OVERDUE")).not().isChecked();

        // somebody else who is given the address sees the same
        Browser ben = browsers.open(Locale.forLanguageTag(language), device).as("ben");
        ben.go(page.url().replaceFirst("^https?://[^/]*", ""));
        assertThat(ben.page().locator(".active-filters")).containsText("Anna Berger, Ben Yılmaz");
    }

    @Test
    void isSortedByAHeadingAndShowsOtherColumns(Browsers browsers) {
        Browser anna = browsers.open().expects("htmx:(afterRequest|sendAbort)").as("anna");
        anna.go("/contacts");
        Page page = anna.page();
        Locator customers = page.locator("th[aria-sort]").filter(new Locator.FilterOptions().setHasText("Kunde"));
        assertThat(customers).hasAttribute("aria-sort", "none");
        customers.getByRole(AriaRole.LINK).click();
        assertThat(customers).hasAttribute("aria-sort", "ascending");
        assertThat(page).hasURL(Pattern.compile("\\?sort=customer$"));

        page.locator("#columns-menu > summary").click();
        page.getByLabel("Nummer", new Page.GetByLabelOptions().setExact(true)).check();
        assertThat(page.locator(".list-table th").last()).hasText("Nummer");
        assertThat(page).hasURL(Pattern.compile("columns=start%2Csubject%2C.*number&sort=customer$"));
        List<String> numbers = page.locator(".list-table td:last-child").allTextContents();
        assertThat(numbers).isNotEmpty().anyMatch(number -> number.matches("K-\\d{4}-\\d{6,}"));
        anna.isAccessible().fitsTheScreen().screenshot("contacts-columns");
    }

    @Test
    void findsAWordWhereverItStandsAndSaysWhenThereIsNone(Browsers browsers) {
        Browser anna = browsers.open().expects("htmx:(afterRequest|sendAbort)").as("anna");
        anna.go("/measures");
        Page page = anna.page();
        assertThat(page.locator(".list-table tbody tr").first()).isVisible();
        page.locator("#list-text").fill("quastenflosser");
        assertThat(page.locator(".empty")).hasText("Nichts passt zu diesem Filter.");
        assertThat(page.locator("#list-count")).hasText("0");
        assertThat(page).hasURL(Pattern.compile("/measures\\?text=quastenflosser$"));
        anna.isAccessible().screenshot("measures-none");
    }

    /** Saved, a list stands in the navigation with its number, which follows what people do. */
    @Test
    void aViewStandsInTheNavigationWithItsNumber(Browsers browsers) {
        String word = OwnData.word();
        Browser anna = browsers.open().expects("htmx:(afterRequest|sendAbort)").as("anna");
        OwnData data = new OwnData(anna);
        String company = data.company(word);
        data.plannedCall(company, word + " eins");
        data.plannedCall(company, word + " zwei");
        anna.go("/contacts?status=PLANNED&text=" + word);
        Page page = anna.page();
        page.locator("#views-menu > summary").click();
        page.locator("#view-name").fill(word);
        page.locator(".view-save button.btn-primary").click();

        Locator view = page.locator("#pinned-views a").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(view).hasAttribute("aria-current", "page");
        assertThat(view.locator(".count")).hasText("2");
        anna.isAccessible().fitsTheScreen().screenshot("contacts-view");

        data.plannedCall(company, word + " drei");
        assertThat(view.locator(".count")).hasText("3", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        anna.go("/addresses");
        assertThat(view.locator(".count")).hasText("3");
    }
}
