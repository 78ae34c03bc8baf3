package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CRM history of a busy address: filters and endless scrolling, also by keyboard. */
@EndToEndTest
class HistoryIT {

    private static final int PAGE = 25;

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    void isFilteredByKeyboardAndScrollsOn(String language, Device device, Browsers browsers, RapportProcess rapport)
            throws Exception {
        // another filter gives up what is still loading for the last one
        Browser anna = browsers.open(Locale.forLanguageTag(language), device)
                .expects("htmx:(afterRequest|sendAbort)")
                .as("anna");
        anna.go("/addresses/" + aBusyCompany(rapport) + "/history");
        Locator entries = anna.page().locator(".history-entry");
        assertThat(entries).hasCount(PAGE);
        anna.isAccessible().fitsTheScreen().screenshot("history");

        // scrolling loads what comes next, each entry once
        // to the end of the page: what stands there is replaced as soon as it is seen, so no element can be waited for
        anna.page().evaluate("window.scrollTo(0, document.documentElement.scrollHeight)");
        assertThat(entries.nth(PAGE)).isAttached();
        List<String> numbers = anna.page().locator(".history-number").allTextContents();
        assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThan(PAGE);

        // a filter by keyboard: the list follows, the filter can be seen
        Locator chips = anna.page().locator(".active-filters .chip");
        anna.page().locator(".filter-more > summary").focus();
        anna.page().keyboard().press("Enter");
        Locator performed = anna.page().locator("#history-status-PERFORMED");
        performed.focus();
        anna.page().keyboard().press("Space");
        assertThat(chips).containsText("Status: " + (language.equals("de") ? "Durchgeführt" : "Performed"));
        assertThat(anna.page().locator(".badge-planned, .badge-overdue")).hasCount(0);
        assertThat(performed).isFocused();
        anna.page().locator("#history-type-CALL").check();
        assertThat(chips).hasCount(3);
        anna.isAccessible().fitsTheScreen().screenshot("history-filtered");

        // and taken away by keyboard: the controls forget it, the reader goes on at the list
        chips.first().focus();
        anna.page().keyboard().press("Enter");
        assertThat(chips).hasCount(1);
        assertThat(performed).not().isChecked();
        assertThat(anna.page().locator("#history-type-CALL")).isChecked();
        assertThat(anna.page().locator("#history-list")).isFocused();

        anna.page().locator("#history-text").fill("quastenflosser");
        assertThat(entries).hasCount(0);
        anna.click(AriaRole.LINK, language.equals("de") ? "Alle Filter entfernen" : "Remove all filters");
        assertThat(entries).hasCount(PAGE);
        assertThat(anna.page().locator("#history-text")).hasValue("");
    }

    /** A company with forty contacts, three quarters of them performed. */
    private static long aBusyCompany(RapportProcess rapport) throws Exception {
        String company = post(rapport, "/api/addresses", """
                {"kind": "company", "name": "Vielgefragt AG", "town": "Halle"}""");
        Matcher id = Pattern.compile("\"id\":([0-9]+)").matcher(company);
        assertThat(id.find()).isTrue();
        for (int i = 0; i < 40; i++) {
            boolean performed = i % 4 != 0;
            post(rapport, "/api/contacts", """
                    {"addressId": %s, "type": "%s", "direction": "INCOMING", "status": "%s", "start": "%s",
                     "duration": "%s", "reminder": false, "subject": "Rückfrage %d"}""".formatted(
                            id.group(1),
                            i % 2 == 0 ? "EMAIL" : "CALL",
                            performed ? "PERFORMED" : "PLANNED",
                            OffsetDateTime.now(ZoneOffset.UTC).minusHours(i + 1).withNano(0),
                            performed ? "00:10" : "00:00",
                            i));
        }
        return Long.parseLong(id.group(1));
    }

    private static String post(RapportProcess rapport, String path, String json) throws Exception {
        String login =
                Base64.getEncoder().encodeToString(("anna:" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(rapport.url(path))
                                .header("Authorization", "Basic " + login)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }
}
