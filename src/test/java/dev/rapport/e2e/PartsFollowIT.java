package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done on a page, every part of it that shows something shows what the page would show if it were read anew; so do
 * the parts of another page that is open in the same browser, within fifteen seconds.
 */
@EndToEndTest
class PartsFollowIT {

    /** Names of the parts that show something else than a page that is read now. */
    private static final String STALE = """
            async () => {
              const fresh = new DOMParser().parseFromString(
                await (await fetch(location.href, {headers: {'X-Quiet': 'true'}})).text(), 'text/html');
              const text = part => {
                const copy = part && part.cloneNode(true);
                // what only the open page can say: what became of the last action, and how a field was understood
                copy?.querySelectorAll('.alert, .confirmation, .when-understood, template').forEach(one => one.remove());
                return copy && copy.textContent.replace(/\\s+/g, ' ').trim();
              };
              return [...document.querySelectorAll('[data-shows][id]:not(.toast-due)')]
                .filter(part => text(part) !== text(fresh.getElementById(part.id)))
                .map(part => part.id).join(' ');
            }""";

    private static final double SOON = 15_000;

    private final String word = OwnData.word();
    private Browser nora;
    private Page page;
    private Page beside;
    private OwnData data;
    private String company;

    @BeforeEach
    void twoPages(Browsers browsers) {
        nora = browsers.openAsNewcomer();
        page = nora.page();
        data = new OwnData(nora);
        company = data.company(word + " GmbH");
    }

    private void open(String path, String pathBeside) {
        nora.go(path);
        beside = page.context().newPage();
        beside.navigate(page.url().replaceFirst("(https?://[^/]+).*", "$1") + pathBeside);
    }

    private void follow(String action) {
        for (Page each : new Page[] {page, beside}) {
            try {
                each.waitForCondition(
                        () -> each.evaluate(STALE).equals(""), new Page.WaitForConditionOptions().setTimeout(SOON));
            } catch (PlaywrightException e) {
                throw new AssertionError(
                        "After: " + action + ", stale on " + each.url() + ": " + each.evaluate(STALE), e);
            }
        }
    }

    private Locator line(String contact) {
        return page.locator("#reminder-" + contact);
    }

    private void act(String contact, String button) {
        line(contact).locator(".reminder-actions > summary").click();
        line(contact).locator(button).click();
    }

    @Test
    void onTheStartPage() {
        String call = data.plannedCall(company, word + " eins", -2);
        String other = data.plannedCall(company, word + " zwei", 2);
        open("/", "/addresses/" + company);
        follow("opening");

        String third = data.plannedCall(company, word + " drei", -1);
        assertThat(line(third)).isVisible();
        follow("planning elsewhere");

        act(call, "[value^='TOMORROW']");
        follow("snoozing");
        page.locator(".reminder-outcome button").click();
        follow("taking back");
        line(other).locator(".reminder-actions > summary").click();
        line(other).locator("[name^='date-']").fill("+4");
        line(other).locator("[name^='date-']").press("Enter");
        follow("moving");

        line(call).locator(".reminder-close > summary").click();
        line(call).locator("[data-duration]").fill("5");
        line(call).locator(".btn-verb").click();
        nora.atOnce();
        follow("closing");
        act(other, ".reminder-remove");
        nora.atOnce();
        follow("removing");

        page.keyboard().press("n");
        page.keyboard().type(word);
        assertThat(page.locator("#new-address-list [aria-selected=true]")).containsText(word);
        page.keyboard().press("Enter");
        page.locator("#new-duration").fill("10");
        page.locator("#new-subject").fill(word + " vier");
        page.locator("#new-subject").press("Control+Enter");
        assertThat(page.locator("#created")).containsText(word + " vier");
        follow("creating");
    }

    @Test
    void onTheAddressPage(RapportProcess rapport) {
        DemoApi maria = DemoApi.of(rapport, "maria");
        String campaign = OwnData.campaign(maria, word);
        String call = data.plannedCall(company, word + " eins", 2);
        open("/addresses/" + company, "/campaigns/" + campaign);
        follow("opening");

        page.locator("#edit-master-data").click();
        page.locator("#md-town").fill("Neustadt");
        page.locator("#master-data button[type=submit]").click();
        follow("changing master data");
        page.locator("#persons .add-in-place > summary").click();
        page.locator("#person-name").fill("Anders" + word);
        page.locator("#persons button[type=submit]").click();
        follow("adding a person");

        page.locator("#assign-campaignIdText").pressSequentially(word);
        Locator found = page.locator("#assign-campaignId-list [role=option]");
        assertThat(found).hasCount(1);
        found.click();
        page.locator("#assign-campaign").click();
        follow("assigning a campaign");
        page.keyboard().press("n");
        page.locator("#new-duration").fill("10");
        page.locator("#new-subject").fill(word + " zwei");
        page.locator("#new-subject").press("Control+Enter");
        assertThat(page.locator("#created")).containsText(word + " zwei");
        follow("creating");
        page.locator("#campaigns-body button[name=remove]").first().click();
        follow("removing from the campaign");

        String person = maria.get("/api/addresses/" + company + "/contact-persons")
                .expect(200)
                .path("items")
                .get(0)
                .path("id")
                .asString();
        maria.patch("/api/addresses/" + person, Map.of("version", 0, "firstName", "Petra"))
                .expect(200);
        follow("somebody else's change of a person");
        maria.post(
                        "/api/contacts/" + call + "/outcome",
                        Map.of("version", 0, "outcome", "notPerformed", "infotext", "Nein"))
                .expect(200);
        follow("somebody else's closing");
    }

    @Test
    void onTheContactsPage() {
        String call = data.plannedCall(company, word + " eins", 2);
        open("/contacts/" + call, "/");
        follow("opening");
        page.locator("#contact-subject").fill(word + " neu");
        page.locator("#save-all").click();
        assertThat(page.locator(".alert-success")).isVisible();
        follow("saving");
        page.locator("[name=snooze]").first().click();
        follow("snoozing");
        page.locator("#contact-infotext").fill("Nicht erreicht");
        page.locator("#outcome-notPerformed").click();
        assertThat(page.locator(".rules-ran")).isVisible();
        follow("closing");
        page.locator("#voiding > summary").click();
        page.locator("#void-reason").fill("Doppelt");
        page.locator("#voiding .btn-outline-danger").click();
        assertThat(page.locator(".badge-deleted")).isVisible();
        follow("voiding");
    }

    @Test
    void onTheCampaignsPage(Browsers browsers, RapportProcess rapport) {
        nora = browsers.open().as("maria");
        page = nora.page();
        data = new OwnData(nora);
        DemoApi maria = DemoApi.of(rapport, "maria");
        String campaign = OwnData.campaign(maria, word);
        String second = data.company(word + " AG");
        open("/campaigns/" + campaign, "/addresses/" + company);
        follow("opening");
        for (String address : new String[] {company, second}) {
            maria.send("PUT", "/api/campaigns/" + campaign + "/members/" + address, Map.of(), Map.of())
                    .expect(204);
        }
        assertThat(page.locator("#member-list tbody tr")).hasCount(2);
        follow("assigning elsewhere");

        page.locator("#plan-subject").fill(word);
        page.locator("#plan-submit").click();
        nora.atOnce();
        assertThat(page.locator("#open-contacts-body tbody tr")).hasCount(2);
        follow("planning");
        page.locator("#open-contacts-body tbody input").first().check();
        page.locator("#open-contacts-body [name=reason]").fill("Kein Bedarf");
        page.locator("#many-not-performed").click();
        nora.atOnce();
        follow("closing many");
        page.locator("#member-list tbody input").first().check();
        page.locator("#remove-members").click();
        nora.atOnce();
        assertThat(page.locator("#member-list tbody tr")).hasCount(1);
        follow("removing a member");
        maria.post("/api/measures", Map.of("subject", word + " Karten", "campaignId", Long.valueOf(campaign)))
                .expect(201);
        follow("creating a measure elsewhere");
    }
}
