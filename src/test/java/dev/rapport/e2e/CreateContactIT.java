package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The manual's chapter "Anlegen von neuen Kontaktvorgängen", sentence by sentence. */
@EndToEndTest
class CreateContactIT {

    private final String word = OwnData.word();
    private Browser anna;
    private OwnData data;
    private String company;
    private String person;

    @BeforeEach
    void aCompanyWithAContactPerson(Browsers browsers) {
        anna = browsers.open().as("anna");
        data = new OwnData(anna);
        company = data.company(word + " GmbH");
        person = data.person(company, "Petra", "Klein" + word);
    }

    @Test
    @DisplayName(
            "Neue Kontaktvorgänge legen Sie stets über das Optionswebpart Kontaktvorgang anlegen oder das gleichnamige Adresswebpart an.")
    void contactsAreCreatedWithTheOptionWebPartOrTheAddressWebPartOfTheSameName() {
        anna.go("/");
        assertThat(part(anna).locator("h2")).hasText("Kontaktvorgang anlegen");
        assertThat(part(anna)).hasClass(Pattern.compile("create-line"));
        anna.go("/addresses/" + company);
        assertThat(part(anna).locator("h2")).hasText("Kontaktvorgang anlegen");
        assertThat(part(anna)).hasClass(Pattern.compile("webpart-address"));
    }

    /** "Bis auf das Feld Beschreibung und intern verantwortlich handelt es sich bei allen Feldern um Pflichtfelder." */
    @Test
    void allFieldsButDescriptionAndResponsibleAreMandatoryAndAskedForAtOnce() {
        anna.expects("status of 422").go("/contacts/new");
        Page page = anna.page();
        page.locator("#new-date").fill("");
        page.locator("#new-description").fill("schon getippt");
        page.locator("#create-submit").click();

        assertThat(part(anna).getByRole(AriaRole.ALERT)).isFocused();
        assertThat(part(anna).locator(".field-error")).hasCount(4);
        for (String field : new String[] {"#new-addressText", "#new-date", "#new-duration", "#new-subject"}) {
            assertThat(page.locator(field)).hasAttribute("aria-invalid", "true");
            assertThat(page.locator(field)).hasAccessibleDescription(Pattern.compile("Pflichtfeld"));
        }
        assertThat(page.locator("#new-description")).hasValue("schon getippt");
        anna.isAccessible().fitsTheScreen().screenshot("create-errors");
    }

    /** "Sie können bei diesem Auto-Complete bis zu zwei Begriffe eingeben, … da maximal zehn Suchergebnisse" */
    @Test
    @DisplayName(
            "Zunächst tragen Sie die Adresse der Person, mit der Sie telefoniert haben, im Optionswebpart per Auto-Complete im entsprechenden Feld ein.")
    void theAddressIsFoundByTwoTermsWithAtMostTenHitsArrowKeysAndTheMatchMarked() {
        anna.go("/contacts/new");
        Page page = anna.page();
        Locator field = page.locator("#new-addressText");
        Locator options = page.locator("#new-address-list [role=option]");
        field.pressSequentially("gmbh");
        assertThat(options).hasCount(10);
        anna.isAccessible().screenshot("create-suggestions");

        field.fill("");
        field.pressSequentially("petra " + word.toLowerCase(Locale.ROOT));
        assertThat(options).hasCount(1);
        assertThat(options.locator("mark").first()).hasText("Petra");

        field.fill("");
        field.pressSequentially(word);
        assertThat(options).hasCount(2);
        assertThat(options.first()).hasAttribute("aria-selected", "true");
        field.press("ArrowDown");
        assertThat(options.nth(1)).hasAttribute("aria-selected", "true");
        field.press("Escape");
        assertThat(page.locator("#new-address-list")).isHidden();
        field.press("ArrowDown");
        assertThat(options.first()).isVisible();
        String chosen = options.first().getAttribute("data-label");
        field.press("Enter");
        assertThat(field).hasValue(chosen);
        assertThat(page.locator("#new-addressId")).hasValue(Pattern.compile("\\d+"));
    }

    /** "Sie können über den Suchbutton auch direkt nur über Ansprechpartner suchen." */
    @Test
    void theSearchButtonLooksForContactPersonsOnly() {
        anna.go("/contacts/new");
        Page page = anna.page();
        page.locator("#new-subject").fill("bleibt stehen");
        page.locator("#new-find").click();
        assertThat(page.locator("#new-personFilter")).isFocused();
        page.keyboard().type(word);
        page.keyboard().press("Enter");
        Locator hits = part(anna).locator(".choice");
        assertThat(hits).hasCount(1);
        assertThat(hits).containsText("Petra Klein" + word);
        anna.isAccessible().fitsTheScreen().screenshot("create-persons");

        hits.click();
        assertThat(page.locator("#new-addressText")).hasValue(Pattern.compile("Petra Klein" + word));
        assertThat(page.locator("#new-subject")).hasValue("bleibt stehen");
        assertThat(page.locator("#new-subject")).isFocused();
    }

    /** "… wird nach einem Klick auf den Suchbutton eine Liste aller Ansprechpartner der Adresse angezeigt." */
    @Test
    void ofAChosenCompanyTheSearchButtonListsAllContactPersonsWhoseAddressBecomesTheMainAddress() {
        data.person(company, "Otto", "Anders" + OwnData.word());
        anna.go("/contacts/new");
        Page page = anna.page();
        chooseAddress(anna, word + " GmbH");
        page.locator("#new-find").click();
        assertThat(part(anna).locator("legend").filter(new Locator.FilterOptions().setHasText(word)))
                .hasText("Ansprechpartner von " + word + " GmbH");
        assertThat(part(anna).locator(".choice")).hasCount(2);
        part(anna)
                .locator(".choice")
                .filter(new Locator.FilterOptions().setHasText("Petra"))
                .click();
        assertThat(page.locator("#new-addressText")).hasValue(Pattern.compile("Petra Klein" + word));
        create(anna, "Nachfrage " + word, "10");
        JsonNode created = data.contact(createdId(anna));
        assertThat(created.path("addressId").asString()).isEqualTo(company);
        assertThat(created.path("contactPersonId").asString()).isEqualTo(person);
    }

    @Test
    @DisplayName(
            "Im Adresswebpart haben Sie ausschließlich die Möglichkeit aus einer Auswahlliste einen Ansprechpartner auszuwählen."
                    + " – "
                    + "Nun können Sie das Adress- oder Optionswebpart ausfüllen und den Kontaktvorgang anlegen.")
    void onAnAddressPageThePersonComesFromAListAndThatAddressIsTheMainAddress() {
        anna.go("/addresses/" + company);
        Page page = anna.page();
        assertThat(page.locator("#create-form")).isHidden();
        page.locator("#new-contact").click();
        assertThat(page.locator("#new-duration")).isFocused();
        assertThat(page.locator("#new-addressText")).hasCount(0);
        anna.isAccessible().fitsTheScreen().screenshot("address-create");

        page.locator("#new-contactPersonId").selectOption(person);
        create(anna, "Messe " + word, "5");
        assertThat(page.locator("#history-list")).containsText("Messe " + word);
        assertThat(page.locator("#summary")).containsText("Messe " + word);
        JsonNode created = data.contact(createdId(anna));
        assertThat(created.path("addressId").asString()).isEqualTo(company);
        assertThat(created.path("contactPersonId").asString()).isEqualTo(person);
        anna.screenshot("address-created");
    }

    /** "Über ein Auto-Complete haben Sie die Möglichkeit einen beliebigen UniERM-Benutzer … auszuwählen." */
    @Test
    void theResponsibleIsAnyUserFoundByAutocomplete() {
        anna.go("/addresses/" + company);
        anna.page().keyboard().press("n");
        Locator field = anna.page().locator("#new-responsibleText");
        field.pressSequentially("yilm");
        assertThat(anna.page().locator("#new-responsible-list [role=option]")).hasCount(1);
        field.press("Enter");
        assertThat(field).hasValue("Ben Yılmaz");
        create(anna, "Für Ben " + word, "5");
        assertThat(data.contact(createdId(anna)).path("responsible").asString()).isEqualTo("ben");
    }

    /** "… Eingehend … Durchgeführt … zeigt Ihnen ein Bestätigungs-PopUp, von dem aus Sie den Vorgang direkt öffnen können" */
    @Test
    @DisplayName(
            "Wenn Sie mit einem Kunden Kontakt aufnehmen, er Sie z.B. anruft, so können Sie dieses Telefonat über das Webpart in einem Vorgang dokumentieren."
                    + " – "
                    + "Nun können Sie das Adress- oder Optionswebpart ausfüllen und den Kontaktvorgang anlegen.")
    void anIncomingCallThatWasHeldIsRecordedAndCanBeOpenedFromTheConfirmation() {
        anna.go("/contacts/new");
        Page page = anna.page();
        chooseAddress(anna, "petra " + word);
        label(anna, "new-direction-INCOMING").click();
        assertThat(page.locator("#new-status-PERFORMED")).isChecked();
        assertThat(page.locator("#new-reminder")).isDisabled();
        assertThat(page.locator("#new-reminder")).not().isChecked();
        page.locator("#new-description").fill("Fragt nach dem Liefertermin.");
        create(anna, "Lieferung " + word, "12");
        assertThat(page.locator("#created .confirmation-title")).isFocused();
        anna.isAccessible().fitsTheScreen().screenshot("create-confirmation");
        JsonNode created = data.contact(createdId(anna));
        assertThat(created.path("direction").asString()).isEqualTo("INCOMING");
        assertThat(created.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(created.path("duration").asString()).isEqualTo("00:12");
        assertThat(created.path("reminder").isNull()).isTrue();

        anna.click(AriaRole.LINK, "Öffnen");
        assertThat(page.locator("h1")).hasText("Lieferung " + word);
    }

    /** "Wählen Sie bei geplanten Kontaktvorgängen bei der Dauer 00:00 aus … und setzen das Erinnerungs-Flag." */
    @Test
    @DisplayName(
            "Wenn Sie z.B. planen einen Kunden in einer Woche anzurufen, so füllen Sie zunächst wie oben beschrieben das Webpart Kontaktvorgang anlegen aus.")
    void aPlannedCallHasNoDurationIsRemindedOfAndLeadsToOneMore() {
        anna.go("/contacts/new");
        Page page = anna.page();
        chooseAddress(anna, "petra " + word);
        label(anna, "new-status-PLANNED").click();
        assertThat(page.locator("#new-duration")).isDisabled();
        assertThat(page.locator("#new-duration")).hasValue("00:00");
        assertThat(page.locator("#new-time")).hasValue("09:00");
        assertThat(page.locator("#new-reminder")).isChecked();
        page.locator("#new-subject").fill("Angebot " + word);
        page.locator("#create-submit").click();
        JsonNode created = data.contact(createdId(anna));
        assertThat(created.path("status").asString()).isEqualTo("PLANNED");
        assertThat(created.path("duration").asString()).isEqualTo("00:00");
        assertThat(created.path("reminder").path("lead").asString()).isEqualTo("P1D");

        anna.click(AriaRole.LINK, "Noch einen anlegen");
        assertThat(page.locator("#new-addressText")).isFocused();
        assertThat(page.locator("#new-addressText")).isEmpty();
    }

    /** "…, sollten Sie diesen zunächst anlegen." */
    @Test
    void anAddressThatIsNotThereIsCreatedInPlaceAfterAWarningOfLikelyDuplicates() {
        anna.go("/contacts/new");
        Page page = anna.page();
        page.locator("#new-subject").fill("Erstkontakt " + word);
        page.locator("#new-address-open").click();
        assertThat(page.locator("#new-newName")).isFocused();
        page.locator("#new-newName").fill(word + " GmbH");
        page.locator("#new-newTown").fill("Ulm");
        page.keyboard().press("Enter");
        assertThat(part(anna)).containsText("Gibt es diese Adresse schon?");
        anna.isAccessible().fitsTheScreen().screenshot("create-duplicate");
        page.locator("#new-address-add").click();
        assertThat(page.locator("#new-addressText")).hasValue(word + " GmbH, Ulm");
        assertThat(page.locator("#new-addressId")).not().hasValue(company);
        assertThat(page.locator("#new-subject")).hasValue("Erstkontakt " + word);
    }

    @Test
    void besideAContactPersonTheFormOpensWithThatPersonChosen() {
        anna.go("/addresses/" + company);
        anna.page()
                .locator("#persons-list")
                .getByLabel("Kontaktvorgang mit Petra Klein" + word + " anlegen")
                .click();
        assertThat(anna.page().locator("#new-duration")).isFocused();
        assertThat(anna.page().locator("#new-contactPersonId")).hasValue(person);
    }

    @Test
    void theConfirmationLeadsToAFollowUp() {
        anna.go("/addresses/" + company);
        Page page = anna.page();
        page.keyboard().press("n");
        create(anna, "Erstgespräch " + word, "30");
        anna.click(AriaRole.LINK, "Folgekontakt planen");
        assertThat(page.locator("#new-status-PLANNED")).isChecked();
        assertThat(page.locator("#new-subject")).hasValue("Erstgespräch " + word);
        page.locator("#create-submit").click();
        assertThat(page.locator("#created")).isVisible();
        assertThat(data.history(company).size()).isEqualTo(2);
    }

    @Test
    void aPerformedCallFromAnAddressPageTakesAtMostTwelveKeystrokesOrFourClicksBesidesItsSubject() {
        Page page = anna.page();
        anna.go("/addresses/" + company);
        count(page, "keydown");
        page.keyboard().press("n");
        String subject = "Rückruf " + word;
        assertThat(page.locator("#new-duration")).isFocused();
        page.keyboard().type("5");
        page.keyboard().press("Tab");
        page.keyboard().type(subject);
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#created")).isVisible();
        assertThat(counted(page) - subject.length()).isLessThanOrEqualTo(12);
        assertThat(data.contact(createdId(anna)).path("duration").asString()).isEqualTo("00:05");

        anna.go("/addresses/" + company);
        count(page, "click");
        page.locator("#create-contact summary").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("10 Minuten"))
                .click();
        page.locator("#new-subject").click();
        page.keyboard().type(subject);
        page.locator("#create-submit").click();
        assertThat(page.locator("#created")).isVisible();
        assertThat(counted(page)).isLessThanOrEqualTo(4);
        assertThat(data.contact(createdId(anna)).path("duration").asString()).isEqualTo("00:10");
    }

    @Test
    void everythingCanBeWorkedByKeyboardAlone() {
        anna.go("/contacts/new");
        Page page = anna.page();
        assertThat(page.locator("#new-addressText")).isFocused();
        page.keyboard().type("petra " + word);
        assertThat(page.locator("#new-address-list [role=option]").first()).isVisible();
        page.keyboard().press("Enter");
        tabTo(page, "new-duration");
        page.keyboard().type("90");
        tabTo(page, "new-subject");
        page.keyboard().type("Nur Tasten " + word);
        tabTo(page, "new-type-CALL");
        page.keyboard().press("ArrowRight");
        tabTo(page, "new-direction-OUTGOING");
        page.keyboard().press("ArrowLeft");
        tabTo(page, "new-status-PERFORMED");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#created .confirmation-title")).isFocused();
        JsonNode created = data.contact(createdId(anna));
        assertThat(created.path("duration").asString()).isEqualTo("01:30");
        assertThat(created.path("direction").asString()).isEqualTo("INCOMING");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Nur Tasten " + word);
    }

    @Test
    void withoutScriptsAContactIsCreatedOnceEvenWithADoubleClick(Browsers browsers) {
        Browser plain = browsers.openWithoutScripts().as("anna");
        plain.go("/addresses/" + company);
        plain.page().locator("#new-contact").click();
        plain.page().locator("#new-contactPersonId").selectOption(person);
        plain.page().locator("#new-duration").fill("00:07");
        plain.page().locator("#new-subject").fill("Ohne Skripte " + word);
        plain.page().locator("#create-submit").dblclick();
        assertThat(plain.page().locator("#created")).containsText("ist angelegt");
        assertThat(data.history(company).size()).isEqualTo(1);
        plain.screenshot("create-without-scripts");
    }

    @Test
    void nothingIsLostWhenTheSessionEndsWhileSomebodyTypes() {
        anna.expects("status of 40[13]").go("/addresses/" + company);
        Page page = anna.page();
        page.keyboard().press("n");
        page.locator("#new-subject").fill("Lange getippt " + word);
        page.locator("#new-description").fill("Drei Absätze");
        page.locator("#new-duration").fill("00:20");
        anna.loseSession();
        page.locator("#create-submit").click();
        assertThat(page.locator("#toasts")).containsText("Ihre Anmeldung ist abgelaufen");
        anna.isAccessible().screenshot("create-session-lost");

        anna.logInElsewhere("anna");
        page.locator("#create-submit").click();
        JsonNode created = data.contact(createdId(anna));
        assertThat(created.path("subject").asString()).isEqualTo("Lange getippt " + word);
        assertThat(created.path("description").asString()).isEqualTo("Drei Absätze");
    }

    @ParameterizedTest
    @CsvSource({"de, PHONE", "en, DESKTOP", "en, PHONE"})
    void looksGoodInBothLanguagesAndOnAPhone(String language, Device device, Browsers browsers) {
        Browser ben = browsers.open(Locale.forLanguageTag(language), device).as("ben");
        ben.expects("status of 422").go("/contacts/new");
        ben.isAccessible().fitsTheScreen().screenshot("create");
        ben.page().locator("#create-submit").click();
        assertThat(part(ben).getByRole(AriaRole.ALERT)).isVisible();
        ben.isAccessible().fitsTheScreen().screenshot("create-errors");
        ben.page().locator("#new-address-open").click();
        assertThat(ben.page().locator("#new-newName")).isVisible();
        ben.isAccessible().fitsTheScreen().screenshot("create-new-address");
        ben.go("/addresses/" + company);
        ben.isAccessible().fitsTheScreen().screenshot("address");
        ben.page().locator("#create-contact summary").first().click();
        create(ben, "Bild " + word, "5");
        ben.isAccessible().fitsTheScreen().screenshot("address-created");
    }

    private static Locator part(Browser browser) {
        return browser.page().locator("#create-contact");
    }

    /** The visible half of a radio button. */
    private static Locator label(Browser browser, String id) {
        return browser.page().locator("label[for=" + id + "]");
    }

    private static void chooseAddress(Browser browser, String terms) {
        Locator field = browser.page().locator("#new-addressText");
        field.pressSequentially(terms);
        assertThat(browser.page().locator("#new-address-list [role=option]").first())
                .containsText(terms.substring(terms.lastIndexOf("Zq"), terms.lastIndexOf("Zq") + 6));
        field.press("Enter");
    }

    private static void create(Browser browser, String subject, String minutes) {
        browser.page().locator("#new-subject").fill(subject);
        browser.page().locator("#new-duration").fill(minutes);
        browser.page().locator("#create-submit").click();
        assertThat(browser.page().locator("#created")).isVisible();
    }

    private static String createdId(Browser browser) {
        return browser.page().locator("#created").getAttribute("data-contact");
    }

    private static void tabTo(Page page, String id) {
        for (int at = 0; at < 20; at++) {
            if (id.equals(page.evaluate("() => document.activeElement.id"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + id);
    }

    private static void count(Page page, String event) {
        page.evaluate(
                "name => { window.counted = 0; addEventListener(name, event => { if (event.isTrusted"
                        + " && (name !== 'click' || event.detail > 0)) window.counted++; }, true); }",
                event);
    }

    private static int counted(Page page) {
        return ((Number) page.evaluate("() => window.counted")).intValue();
    }
}
