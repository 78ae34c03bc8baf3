package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manual's chapter "Maßnahmen zu Kampagnen durchführen", sentence by sentence, by a person at a screen. */
@EndToEndTest
class MeasureIT {

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String campaign = "Herbstmesse " + word;
    private final String subject = "Einladung zur Messe " + word;

    /** "… den Adressen (Kunden), die von einer Kampagne angesprochen werden sollen, diese zuordnen." */
    @Test
    @DisplayName("Dies können Sie über das Adresswebpart Kampagnen erledigen.")
    void diesKoennenSieUeberDasAdresswebpartKampagnenErledigen(Browsers browsers, RapportProcess rapport) {
        Browser anna = browsers.open().as("anna");
        createCampaign(browsers.open().as("maria"));
        String address = assignAnAddress(anna, rapport);
        assertThat(anna.page().locator("#campaigns-body")).containsText(campaign);
        anna.go(address);
        assertThat(anna.page().locator("#campaigns-body").getByRole(AriaRole.LINK))
                .containsText(new String[] {campaign});
    }

    /** "Legen Sie nun einen neuen Vorgang vom Typ Maßnahme an. Sie können nun beliebige Informationen … pflegen." */
    @Test
    @DisplayName("Beispielsweise über den Infotext.")
    void sieKoennenBeliebigeInformationenUeberDieMassnahmeAmVorgangPflegen(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        createMeasure(anna);
        anna.page().locator("#measure-infotext").fill("800 Karten, Druckerei Nord");
        anna.page().locator("#measure-plannedFor").fill("2027-03-01");
        anna.page().locator("#measure-responsibleText").pressSequentially("ben");
        anna.page().getByRole(AriaRole.OPTION).first().click();
        anna.page().locator("#save-all").click();
        assertThat(anna.page().getByText("Gespeichert.")).isVisible();
        anna.page().reload();
        assertThat(anna.page().locator("#measure-infotext")).hasValue("800 Karten, Druckerei Nord");
        assertThat(anna.page().locator("#measure-plannedFor")).hasValue("01.03.2027");
        assertThat(anna.page().locator("#measure-responsibleText")).not().hasValue("");
        anna.go("/reminders?shown=MEASURES");
        assertThat(anna.page().locator("#reminders")).not().containsText(subject);
    }

    /** Enter in a field saves; it never closes anything. */
    @Test
    void enterSavesAndClosesNothing(Browsers browsers) {
        Browser anna = browsers.open().as("anna");
        createMeasure(anna);
        anna.page().locator("#measure-subject").fill(subject + " 2");
        anna.page().locator("#measure-subject").press("Enter");
        assertThat(anna.page().getByText("Gespeichert.")).isVisible();
        assertThat(anna.page().locator("#status-bar .badge")).hasText("Geplant");
    }

    /**
     * "… wird standardmäßig geprüft, ob dem
     * Vorgang eine Kampagne zugewiesen wurde." – "… bleiben … in der CRM-Historie zugeordnet" – "Es bleiben in bestehenden
     * Vorgängen alle Verknüpfungen erhalten."
     */
    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    @DisplayName("Wählen Sie beim WebPart Kampagne diejenige aus, zu der die Maßnahme gehört.")
    void beimStatuswechselInDurchgefuehrtWirdGeprueftObEineKampagneZugewiesenWurde(
            String language, Device device, Browsers browsers, RapportProcess rapport) {
        Browser maria = browsers.open().as("maria");
        String campaignPage = createCampaign(maria);
        Browser anna = browsers.open(Locale.forLanguageTag(language), device)
                .as("anna")
                .expects("status of 422");
        String address = assignAnAddress(anna, rapport);
        anna.go("/measures/new");
        anna.isAccessible().fitsTheScreen().screenshot("measure-new");
        createMeasure(anna);
        Page page = anna.page();
        String missing =
                language.equals("de") ? "Bitte wählen Sie zuerst eine Kampagne." : "Please choose a campaign first.";
        assertThat(page.locator(".look-ahead")).containsText(missing);
        assertThat(page.locator("#outcome-performed")).hasAccessibleDescription(Pattern.compile(missing));
        assertThat(page.locator("#outcome-performed .ahead-mark .icon")).isVisible();
        assertThat(page.locator("#outcome-notPerformed .ahead-mark .icon")).hasCount(0);
        anna.isAccessible().fitsTheScreen().screenshot("measure-open");

        page.locator("#measure-infotext").fill("Schon getippt");
        page.locator("#outcome-performed").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(missing);
        assertThat(page.locator("#outcome-performed .ahead-mark .icon")).isVisible();
        assertThat(page.locator(".look-ahead")).hasCount(0);
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText(language.equals("de") ? "Kampagne prüfen" : "Check campaign");
        assertThat(page.locator("#measure-infotext")).hasValue("Schon getippt");
        anna.isAccessible().fitsTheScreen().screenshot("measure-refused");

        page.locator("#measure-campaignIdText").pressSequentially(word);
        Locator option = page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(campaign));
        assertThat(option).isVisible();
        anna.isAccessible().screenshot("measure-choosing");
        option.click();
        page.locator("#outcome-performed").click();
        assertThat(page.locator(".rules-ran"))
                .containsText(language.equals("de") ? "Durchgeführt festhalten" : "Record as performed");
        assertThat(page.locator("#part-audience").getByRole(AriaRole.LINK)).hasCount(1);
        assertThat(page.locator("#measure-infotext")).hasCount(0);
        assertThat(page.locator("#part-infotext")).containsText("Schon getippt");
        anna.isAccessible().fitsTheScreen().screenshot("measure-performed");

        anna.go(address);
        assertThat(page.locator("#history")).containsText(subject);

        maria.go(campaignPage);
        assertThat(maria.page().locator("#measures")).containsText(subject);
        maria.isAccessible().screenshot("campaign-measures");
        maria.page().locator("#delete-campaign").click();
        maria.page().locator(".btn-danger").click();
        anna.go(address);
        assertThat(page.locator("#history")).containsText(subject);
        page.locator("#history").getByRole(AriaRole.LINK, named(subject)).click();
        assertThat(page.locator("#part-campaign")).containsText(campaign);
        anna.isAccessible().fitsTheScreen().screenshot("measure-with-deleted-campaign");
    }

    private String createCampaign(Browser manager) {
        manager.go("/campaigns/new");
        manager.page().locator("[name=title]").fill(campaign);
        manager.page().locator("main .btn-primary").click();
        manager.page().waitForURL(Pattern.compile("/campaigns/[0-9]+$"));
        return path(manager);
    }

    /** Through the address web part "Kampagnen". */
    private String assignAnAddress(Browser browser, RapportProcess rapport) {
        String id = DemoApi.of(rapport, "anna")
                .post("/api/addresses", Map.of("kind", "company", "name", "Messebau " + word))
                .expect(201)
                .path("id")
                .asString();
        browser.go("/addresses/" + id);
        browser.page().locator("#assign-campaignIdText").pressSequentially(word);
        Locator found = browser.page().locator("#assign-campaignId-list [role=option]");
        // the list of the letter before may still be there
        assertThat(found).hasCount(1);
        found.click();
        browser.page().locator("#assign-campaign").click();
        assertThat(browser.page().locator("#campaigns-body").getByRole(AriaRole.LINK, named(campaign)))
                .isVisible();
        return "/addresses/" + id;
    }

    private void createMeasure(Browser browser) {
        browser.go("/measures/new");
        browser.page().locator("#measure-subject").fill(subject);
        browser.page().locator("#create-measure").click();
        browser.page().waitForURL(Pattern.compile("/measures/[0-9]+\\?done=created$"));
        assertThat(browser.page().locator("#status-bar")).isVisible();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static String path(Browser browser) {
        return browser.page().url().replaceFirst("^https?://[^/]+", "");
    }
}
