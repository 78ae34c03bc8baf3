package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.SecondTasks;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Anna reports, Maria approves (rule 35), both on the contact's page. */
@EndToEndTest
class SecondTaskIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String subject =
            "Rabatt zusagen " + UUID.randomUUID().toString().substring(0, 8);

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "en, PHONE"})
    void oneReportsAndAnotherApproves(String language, Device device, Browsers browsers) {
        boolean german = language.equals("de");
        Browser anna = browsers.open(Locale.forLanguageTag(language), device).as("anna");
        String contact = aContactWithApproval(anna);
        anna.go(contact);
        anna.page().locator("#contact-duration").fill("00:20");
        anna.page().locator("#contact-infotext").fill("Zehn Prozent vereinbart");
        anna.page().locator("#outcome-performed").click();
        assertThat(anna.page().locator("#handed-on"))
                .hasText(
                        german
                                ? "Gespeichert. Als Nächstes: Freigabe (Leitung)."
                                : "Saved. Next: Freigabe (Management).");
        assertThat(anna.page().locator("#next")).hasText(german ? "Freigabe, Leitung" : "Freigabe, Management");
        assertThat(anna.page().locator("[name=outcome]")).hasCount(0);
        assertThat(anna.page().locator("#reported")).containsText("00:20");
        anna.isAccessible().fitsTheScreen().screenshot("second-task-reported-" + language);

        Browser maria = browsers.open(Locale.forLanguageTag(language), device).as("maria");
        maria.go(contact);
        assertThat(maria.page().locator("#reported-title"))
                .hasText(german ? "Gemeldet: Durchgeführt" : "Reported: Performed");
        assertThat(maria.page().locator("#reported")).containsText("Zehn Prozent vereinbart");
        assertThat(maria.page().locator("#contact-duration")).hasValue("00:20");
        maria.isAccessible().fitsTheScreen().screenshot("second-task-approval-" + language);
        maria.page().locator("#outcome-approved").click();
        assertThat(maria.page().locator(".rules-ran")).isVisible();
        assertThat(maria.page().locator(".status-bar .badge")).hasText(german ? "Durchgeführt" : "Performed");
        assertThat(maria.page().locator("#part-information")).containsText("00:20");
        assertThat(maria.page().locator("#part-infotext")).containsText("Zehn Prozent vereinbart");
    }

    @Test
    void whatIsRejectedComesBackWithWhatWasReported(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        String contact = aContactWithApproval(anna);
        anna.go(contact);
        anna.page().locator("#contact-duration").fill("00:20");
        anna.page().locator("#outcome-performed").click();
        assertThat(anna.page().locator("#handed-on")).isVisible();
        Browser maria = browsers.open().as("maria");
        maria.go(contact);
        maria.page().locator("#contact-infotext").fill("Bitte mit Angebotsnummer");
        maria.page().locator("#outcome-rejected").click();
        assertThat(maria.page().locator("#handed-on")).containsText("Kontakt durchführen");

        anna.go(contact);
        assertThat(anna.page().locator("#contact-infotext")).hasValue("Bitte mit Angebotsnummer");
        assertThat(anna.page().locator("#reported")).containsText("00:20");
        anna.isAccessible().screenshot("second-task-rejected");
        anna.page().locator("#outcome-notPerformed").click();
        assertThat(anna.page().locator(".status-bar .badge")).hasText("Nicht durchgeführt");
    }

    /** The model in force is the standard again as soon as the contact runs in the other one. */
    private String aContactWithApproval(Browser browser) {
        browser.deploy(Map.of("contact.bpmn", SecondTasks.approvalAfterContact(SecondTasks.MANAGERS)));
        try {
            String company = post(browser, "/api/addresses", Map.of("kind", "company", "name", "Zenker Werkzeuge"));
            return "/contacts/"
                    + post(
                            browser,
                            "/api/contacts",
                            Map.of(
                                    "addressId",
                                    company,
                                    "type",
                                    "CALL",
                                    "direction",
                                    "OUTGOING",
                                    "status",
                                    "PLANNED",
                                    "start",
                                    LocalDate.now(ZoneId.of("Europe/Berlin")).minusDays(2) + "T10:00",
                                    "reminder",
                                    false,
                                    "subject",
                                    subject));
        } finally {
            browser.deploy(Map.of("contact.bpmn", ContactModelFile.standard()));
        }
    }

    private static String post(Browser browser, String path, Map<String, ?> body) {
        String token = browser.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("RAPPORT_CSRF"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
        APIResponse answer = browser.page()
                .request()
                .post(
                        path,
                        RequestOptions.create()
                                .setHeader("X-CSRF-TOKEN", token)
                                .setHeader("Content-Type", "application/json")
                                .setData(JSON.writeValueAsString(body)));
        assertThat(answer.ok()).as(answer.text()).isTrue();
        return JSON.readTree(answer.text()).path("id").asString();
    }
}
