package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Campaigns as managers and staff work with them: option web part, campaign page, address web part. */
@EndToEndTest
class CampaignIT {

    private static final Pattern CAMPAIGN = Pattern.compile("/campaigns/[0-9]+$");

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    void everyStateOfTheCampaignPageCanBeReadAndWorked(String language, Device device, Browsers browsers) {
        Browser maria = browsers.open(Locale.forLanguageTag(language), device).loginAs("maria");
        Page page = maria.page();
        assertThat(page.locator("#campaigns")).isVisible();
        maria.isAccessible().fitsTheScreen().screenshot("start-with-campaigns");
        maria.expects("status of 422");
        createsEditsAndDeletesInTheOptionWebPart(maria);
        maria.go("/campaigns/new");
        page.locator("#description").fill("Einladung zur Hausmesse");
        submit(page);
        assertThat(page.locator("#title")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#description")).hasValue("Einladung zur Hausmesse");
        maria.isAccessible().fitsTheScreen().screenshot("campaign-form-refused");
        page.locator("#title").fill("Hausmesse " + System.nanoTime());
        submit(page);
        assertThat(page).hasURL(CAMPAIGN);
        maria.isAccessible().fitsTheScreen().screenshot("campaign-empty");
        String campaign = page.url();

        page.locator("#add-members").click();
        page.locator("#pasted").fill("Gibt es nicht 4711\ninfo@nirgends.example");
        page.locator("#paste-body [type=submit]").click();
        assertThat(page.locator("#pasted")).hasValue("Gibt es nicht 4711\ninfo@nirgends.example");
        assertThat(page.locator(".alert-warning")).isVisible();
        maria.isAccessible().fitsTheScreen().screenshot("campaign-paste-unclear");
        page.locator("#candidates-kind").selectOption("COMPANY");
        assertThat(page.locator("#candidate-actions")).isVisible();
        page.locator("#candidates tbody input").nth(0).check();
        page.locator("#candidates tbody input").nth(1).check();
        page.locator("#candidates tbody input").nth(2).check();
        maria.isAccessible().fitsTheScreen().screenshot("campaign-candidates");
        page.locator("#candidate-actions .btn-primary").click();
        assertThat(page).hasURL(campaign);
        assertThat(page.locator("#member-list tbody tr")).hasCount(3);

        page.locator("#plan-form .btn-primary").click();
        assertThat(page.locator("#plan-subject")).hasAttribute("aria-invalid", "true");
        chooseUser(page, "#plan-responsible", "ben");
        assertThat(page.locator(".chosen-one")).hasCount(1);
        maria.isAccessible().fitsTheScreen().screenshot("campaign-plan-refused");
        page.locator("#plan-subject").fill("Zur Hausmesse einladen");
        List<Route> polls = new CopyOnWriteArrayList<>();
        page.route("**/plan-contacts?watching=*", polls::add);
        page.locator("#plan-submit").click();
        maria.atOnce();
        assertThat(page.locator("#plan-body progress")).isVisible();
        maria.isAccessible().fitsTheScreen().screenshot("campaign-plan-running");
        page.unroute("**/plan-contacts?watching=*");
        polls.forEach(Route::resume);
        assertThat(page.locator("#plan-body progress")).hasCount(0);
        assertThat(page.locator("#open-contacts-body tbody tr")).hasCount(3);
        assertThat(page.locator("#member-list .badge-planned")).hasCount(3);
        maria.isAccessible().fitsTheScreen().screenshot("campaign-planned");

        Locator all = page.locator("#open-contacts-body .choose-all input");
        all.check();
        assertThat(page.locator("#open-contacts-body tbody input:checked")).hasCount(3);
        all.uncheck();
        page.locator("#open-contacts-body tbody input").nth(0).check();
        page.locator("#many-performed").click();
        assertThat(page.locator("#open-contacts-body tbody .field-error")).hasCount(1);
        maria.isAccessible().fitsTheScreen().screenshot("campaign-close-refused");
        page.locator("#open-contacts-body [name=duration]").fill("10");
        page.locator("#many-performed").click();
        maria.atOnce();
        assertThat(page.locator("#open-contacts-body tbody tr")).hasCount(2);

        maria.go(campaign.replaceFirst("^https?://[^/]+", ""));
        page.locator("#delete-campaign").click();
        assertThat(page.locator("#delete-dialog")).isVisible();
        maria.isAccessible().fitsTheScreen().screenshot("campaign-delete-dialog");
        page.keyboard().press("Escape");
        assertThat(page.locator("#delete-dialog")).isHidden();
        page.locator("#delete-campaign").click();
        page.locator("#delete-dialog .btn-danger").click();
        assertThat(page).hasURL(Pattern.compile("/campaigns$"));
        maria.go(campaign.replaceFirst("^https?://[^/]+", ""));
        assertThat(page.locator(".badge-deleted")).isVisible();
        maria.isAccessible().fitsTheScreen().screenshot("campaign-deleted");
    }

    @Test
    @DisplayName(
            "Wenn eine Kampagne beendet ist und Sie diese nicht mehr in Auswahllisten haben möchten, können Sie diese über das Optionswebpart löschen."
                    + " – "
                    + "In der Ansicht des CRM-Historienwebparts ändert sich nichts."
                    + " – "
                    + "Diese bleiben der gewählten Adresse für immer in der CRM-Historie zugeordnet, auch wenn die Kampagne der Adresse zwischenzeitlich nicht mehr zugeordnet sein sollte.")
    void aDeletedCampaignIsGoneFromEveryChoiceAndStaysWhereItWas(Browsers browsers) {
        Browser maria = browsers.open().as("maria");
        String title = "! Auslauf " + System.nanoTime();
        maria.go("/campaigns/new");
        maria.page().locator("#title").fill(title);
        submit(maria.page());
        assertThat(maria.page()).hasURL(CAMPAIGN);
        String campaign = maria.page().url().replaceFirst("^https?://[^/]+", "");

        Browser anna = browsers.open().as("anna");
        Page page = anna.page();
        anna.go("/addresses?q=gmbh");
        page.locator("#hits .row-link").first().click();
        String address = page.url().replaceFirst("^https?://[^/]+", "");
        page.locator("#assign-campaignIdText").pressSequentially(title.substring(2));
        Locator found = page.locator("#assign-campaignId-list [role=option]");
        // the list of the letter before may still be there
        assertThat(found).hasCount(1);
        found.click();
        page.locator("#assign-campaign").click();
        assertThat(page.locator("#campaigns-body .person-list")).containsText(title);
        anna.isAccessible().screenshot("address-campaigns");
        anna.go(campaign);
        page.locator("#plan-subject").fill("Letzter Anruf " + title);
        page.locator("#plan-submit").click();
        anna.atOnce();
        Locator contact = page.locator("#open-contacts-body .row-link");
        assertThat(contact).hasCount(1);
        String open = contact.getAttribute("href");

        maria.go("/");
        maria.page()
                .locator("#campaigns .person-list li", new Page.LocatorOptions().setHasText(title))
                .locator("a[href*='/delete']")
                .click();
        maria.page().locator("#delete-dialog .btn-danger").click();
        assertThat(maria.page().locator("#toasts")).containsText("Die Kampagne ist gelöscht.");

        anna.go("/contacts/new");
        findsNoCampaign(page, "new", title);
        anna.go("/measures/new");
        findsNoCampaign(page, "measure", title);
        anna.go(address);
        assertThat(page.locator("#campaigns-body .person-list")).containsText(title);
        findsNoCampaign(page, "assign", title);
        assertThat(page.locator("#history")).containsText("Letzter Anruf " + title);
        anna.go(open);
        assertThat(page.locator("#contact-campaignIdText")).hasValue(title);
        anna.go(address);
        page.locator("#campaigns-body button[name=remove]").first().click();
        assertThat(page.locator("#campaigns-body .person-list")).containsText("entfernt");
        page.reload();
        assertThat(page.locator("#history")).containsText("Letzter Anruf " + title);
    }

    /** Rule 24. */
    private static void createsEditsAndDeletesInTheOptionWebPart(Browser manager) {
        Page page = manager.page();
        String title = "! Aktion " + System.nanoTime();
        page.locator("#campaigns .add-in-place > summary").click();
        page.locator("#campaign-in-place [type=submit]").click();
        assertThat(page.locator("#campaign-title")).hasAttribute("aria-invalid", "true");
        manager.isAccessible().fitsTheScreen().screenshot("start-campaign-refused");
        page.locator("#campaign-title").fill(title);
        page.locator("#campaign-in-place [type=submit]").click();
        assertThat(page.locator("#campaigns .done-in-place a")).hasText(title);
        Locator row = page.locator("#campaigns .person-list li").filter(new Locator.FilterOptions().setHasText(title));
        row.locator("a[href*='/edit']").click();
        page.locator("#title").fill(title + " B");
        submit(page);
        row.locator("a[href*='/delete']").click();
        assertThat(page.locator("#delete-dialog")).containsText(title + " B");
        manager.isAccessible().screenshot("start-campaign-delete-dialog");
        page.locator("#delete-dialog .btn-danger").click();
        assertThat(row).hasCount(0);
        assertThat(page.locator("#campaigns")).isVisible();
    }

    private static void findsNoCampaign(Page page, String prefix, String title) {
        page.locator("#" + prefix + "-campaignIdText").pressSequentially(title.substring(title.indexOf(' ') + 1));
        assertThat(page.locator("#" + prefix + "-campaignId-list")).hasText("Keine Treffer");
    }

    private static void submit(Page page) {
        page.locator("form.panel-form [type=submit]").click();
    }

    private static void chooseUser(Page page, String field, String text) {
        page.locator(field + "Text").pressSequentially(text);
        assertThat(page.locator(field + "-list [role=option]").first()).isVisible();
        page.locator(field + "Text").press("Enter");
    }
}
