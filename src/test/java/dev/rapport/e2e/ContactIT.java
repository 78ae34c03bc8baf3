package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The manual's chapter "Geplante Kontaktvorgänge fertigstellen", sentence by sentence. */
@EndToEndTest
class ContactIT {

    private final String word = OwnData.word();
    private Browser anna;
    private OwnData data;
    private String id;

    @BeforeEach
    void aPlannedCall(Browsers browsers) {
        anna = browsers.open().as("anna");
        data = new OwnData(anna);
        String company = data.company(word + " GmbH");
        id = data.plannedCall(data.person(company, "Petra", "Klein" + word), "Angebot " + word, -1);
    }

    /** "Nun können Sie … auf Durchgeführt klicken … werden mögliche Erinnerungen für den Vorgang entfernt." */
    @Test
    @DisplayName(
            "Hierzu öffnen Sie zunächst den Vorgang und tragen Sie die Dauer des Telefonates im Webpart Allgemeine Kontaktinformationen ein."
                    + " – "
                    + "Falls Sie noch Zusatzinformationen zum Telefonat einpflegen möchten, können Sie dies über das Standardwebpart Infotext tun.")
    void withDurationAndInfotextAClickOnPerformedFinishesItAndItsReminderIsRemoved() {
        anna.go("/contacts/" + id);
        Page page = anna.page();
        anna.isAccessible().fitsTheScreen().screenshot("contact");
        assertThat(page.locator("#part-information h2")).hasText("Allgemeine Kontaktinformationen");
        page.locator("#contact-duration").fill("25");
        page.locator("#contact-infotext").fill("Auftrag folgt schriftlich.");
        page.locator("#outcome-performed").click();

        assertThat(page.locator(".rules-ran")).isFocused();
        assertThat(page.locator(".rules-ran")).containsText("Erinnerungen entfernen");
        assertThat(page.locator(".status-bar")).containsText("Durchgeführt");
        anna.isAccessible().fitsTheScreen().screenshot("contact-closed");
        JsonNode closed = data.contact(id);
        assertThat(closed.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(closed.path("duration").asString()).isEqualTo("00:25");
        assertThat(closed.path("infotext").asString()).isEqualTo("Auftrag folgt schriftlich.");
        assertThat(closed.path("reminder").isNull()).isTrue();
    }

    /** "… können Sie den Vorgang in den Status Nicht durchgeführt wechseln … die Kontaktinformationen nicht verändern" */
    @Test
    @DisplayName(
            "Sie könnten allerdings trotzdem als Infotext angeben, dass das Telefonat nicht geführt wurde - zum Beispiel mit einer Begründung.")
    void notPerformedLeavesStartAndDurationAsTheyAreAndTakesAReason() {
        JsonNode before = data.contact(id);
        anna.go("/contacts/" + id);
        anna.page().locator("#contact-infotext").fill("Niemand erreicht.");
        anna.page().locator("#outcome-notPerformed").click();

        assertThat(anna.page().locator(".rules-ran")).isVisible();
        assertThat(anna.page().locator(".status-bar .badge")).containsText("Nicht durchgeführt");
        JsonNode closed = data.contact(id);
        assertThat(closed.path("status").asString()).isEqualTo("NOT_PERFORMED");
        assertThat(closed.path("start")).isEqualTo(before.path("start"));
        assertThat(closed.path("duration").asString()).isEqualTo("00:00");
        assertThat(closed.path("infotext").asString()).isEqualTo("Niemand erreicht.");
    }

    @Test
    void aRefusalSaysWhichStepRefusedAndWhyAndKeepsTheInput() {
        anna.expects("status of 422").go("/contacts/" + id);
        Page page = anna.page();
        page.locator("#contact-infotext").fill("schon getippt");
        page.locator("#outcome-performed").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isFocused();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Durchgeführt festhalten");
        assertThat(page.locator("#contact-duration")).hasAccessibleDescription(Pattern.compile("die Dauer angeben"));
        assertThat(page.locator("#contact-infotext")).hasValue("schon getippt");
        anna.isAccessible().fitsTheScreen().screenshot("contact-refused");
    }

    @Test
    void whatTwoPeopleTypedIntoTheSameFieldStandsSideBySideAndNothingIsLost(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        anna.expects("status of 409").go("/contacts/" + id);
        ben.go("/contacts/" + id);
        ben.page().locator("#contact-subject").fill("Von Ben " + word);
        ben.page().locator("#save-all").click();
        assertThat(ben.page().locator("[role=status]").first()).isFocused();

        Page page = anna.page();
        page.locator("#contact-subject").fill("Von Anna " + word);
        page.locator("#contact-infotext").fill("Annas Notiz");
        page.locator("#save-all").click();
        Locator conflict = page.locator(".conflict");
        assertThat(conflict).isFocused();
        assertThat(conflict).containsText("Von Anna " + word);
        assertThat(conflict).containsText("Von Ben " + word);
        assertThat(page.locator("#contact-infotext")).hasValue("Annas Notiz");
        anna.isAccessible().fitsTheScreen().screenshot("contact-conflict");

        page.locator("#save-all").click();
        assertThat(page.locator(".conflict")).hasCount(0);
        assertThat(data.contact(id).path("subject").asString()).isEqualTo("Von Anna " + word);
        assertThat(data.contact(id).path("infotext").asString()).isEqualTo("Annas Notiz");
    }

    @Test
    void whoeverComesSecondReadsWhoClosedItAndEverythingTypedOnceMore(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        anna.expects("status of 409").go("/contacts/" + id);
        ben.go("/contacts/" + id);
        ben.page().locator("#outcome-notPerformed").click();
        assertThat(ben.page().locator(".rules-ran")).isVisible();

        Page page = anna.page();
        page.locator("#contact-subject").fill("Angebot besprochen " + word);
        page.locator("#contact-duration").fill("20");
        page.locator("#contact-infotext").fill("Ich habe angerufen");
        page.locator("#outcome-performed").click();
        assertThat(page.locator(".conflict")).containsText("Ben Yılmaz");
        assertThat(page.locator(".conflict")).containsText("Angebot besprochen " + word);
        assertThat(page.locator(".conflict")).containsText("00:20");
        assertThat(page.locator("#contact-addition")).hasValue("Ich habe angerufen");
        anna.isAccessible().fitsTheScreen().screenshot("contact-closed-meanwhile");
        page.locator("button[value=addition]").click();
        assertThat(page.locator("#part-infotext")).containsText("Ich habe angerufen");
    }

    /** Rule 18: when it really began is asked for, and nothing is written that the person has not seen. */
    @Test
    void performedAheadOfTimeAsksWhenItBeganAndProposesNow() {
        Page page = anna.page();
        anna.expects("status of 422").go("/contacts/" + id);
        page.locator("#contact-date").fill("übermorgen");
        page.locator("#contact-time").fill("9:30 Uhr");
        assertThat(page.locator(".when:has(#contact-time) .when-understood")).hasText("09:30 Uhr");
        page.locator("#save-all").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).isFocused();
        String planned = page.locator("#contact-date").inputValue();

        page.locator("#contact-duration").fill("1,5 h");
        page.locator("#outcome-performed").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("vorgeschlagen ist jetzt");
        assertThat(page.locator("#contact-date")).not().hasValue(planned);
        assertThat(data.contact(id).path("status").asString()).isEqualTo("PLANNED");
        anna.isAccessible().fitsTheScreen().screenshot("contact-start-required");

        page.locator("#outcome-performed").click();
        assertThat(page.locator(".rules-ran")).isVisible();
        assertThat(page.locator("#part-course .course-before").first()).isVisible();
        anna.screenshot("contact-course-old-and-new");
        JsonNode closed = data.contact(id);
        assertThat(closed.path("duration").asString()).isEqualTo("01:30");
        assertThat(OffsetDateTime.parse(closed.path("start").asString()))
                .isBetween(
                        OffsetDateTime.now(ZoneId.of("Europe/Berlin")).minusMinutes(10),
                        OffsetDateTime.now(ZoneId.of("Europe/Berlin")));
    }

    @Test
    void nothingIsLostWhenTheSessionEndsWhileSomebodyTypes() {
        anna.expects("status of 40[13]").go("/contacts/" + id);
        Page page = anna.page();
        page.locator("#contact-infotext").fill("Lange getippt");
        page.locator("#contact-duration").fill("00:15");
        anna.loseSession();
        page.locator("#outcome-performed").click();
        assertThat(page.locator("#toasts")).containsText("Ihre Anmeldung ist abgelaufen");
        anna.logInElsewhere("anna");
        page.locator("#outcome-performed").click();
        assertThat(page.locator(".rules-ran")).isVisible();
        assertThat(data.contact(id).path("infotext").asString()).isEqualTo("Lange getippt");
    }

    @Test
    void itIsFinishedByKeyboardAlone() {
        anna.go("/contacts/" + id);
        Page page = anna.page();
        page.locator("#outcome-performed").focus();
        while (!"contact-duration".equals(page.evaluate("() => document.activeElement.id"))) {
            page.keyboard().press("Tab");
        }
        page.keyboard().type("5");
        while (!"outcome-performed".equals(page.evaluate("() => document.activeElement.id"))) {
            page.keyboard().press("Shift+Tab");
        }
        page.keyboard().press("Enter");
        assertThat(page.locator(".rules-ran")).isFocused();
        assertThat(data.contact(id).path("duration").asString()).isEqualTo("00:05");
    }

    @Test
    void withoutScriptsItIsFinishedToo(Browsers browsers) {
        Browser plain = browsers.openWithoutScripts().as("anna");
        plain.go("/contacts/" + id);
        Page page = plain.page();
        page.locator("#contact-infotext").fill("Von Hand");
        page.locator("button[name=snooze][value=WEEK]").click();
        assertThat(page.locator("[role=status]").first()).containsText("zurückgestellt");
        assertThat(page.locator("#contact-infotext")).hasValue("Von Hand");
        page.locator("#contact-duration").fill("00:20");
        page.locator("#outcome-performed").click();
        assertThat(page.locator(".rules-ran")).containsText("Erinnerungen entfernen");
        assertThat(data.contact(id).path("infotext").asString()).isEqualTo("Von Hand");
        plain.screenshot("contact-without-scripts");
    }

    @ParameterizedTest
    @CsvSource({"de, PHONE", "en, DESKTOP", "en, PHONE"})
    void looksGoodInBothLanguagesAndOnAPhone(String language, Device device, Browsers browsers) {
        Browser ben = browsers.open(Locale.forLanguageTag(language), device).as("ben");
        ben.expects("status of 422").go("/contacts/" + id);
        ben.isAccessible().fitsTheScreen().screenshot("contact");
        ben.page().locator("#outcome-performed").click();
        assertThat(ben.page().getByRole(AriaRole.ALERT)).isVisible();
        ben.isAccessible().fitsTheScreen().screenshot("contact-refused");
        ben.page().locator("#contact-duration").fill("5");
        ben.page().locator("#outcome-performed").click();
        assertThat(ben.page().locator(".rules-ran")).isVisible();
        ben.isAccessible().fitsTheScreen().screenshot("contact-closed");
    }
}
