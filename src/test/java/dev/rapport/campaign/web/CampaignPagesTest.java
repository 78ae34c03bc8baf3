package dev.rapport.campaign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.Statements;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages about campaigns and measures, and what they add to the page of an address. */
@IntegrationTest
class CampaignPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>";

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private Statements statements;

    private Pages anna;
    private Pages maria;
    private String title;
    private long address;
    private long campaign;

    @BeforeEach
    void aCampaignAndAnAddress() {
        anna = pages.as("anna");
        maria = pages.as("maria");
        title = "Herbst " + UUID.randomUUID();
        address = id(api.as("anna").post("/api/addresses", Map.of("kind", "company", "name", "Muster " + title)));
        campaign = id(api.as("maria").post("/api/campaigns", Map.of("title", title)));
    }

    private static long id(Answer answer) {
        return answer.json().path("id").asLong();
    }

    private static String path(Answer redirect) {
        return String.valueOf(redirect.header("Location")).replaceAll("^https?://[^/]+|#.*$", "");
    }

    @Test
    void managersCreateEditAndDelete() {
        Answer refused = maria.submit("/campaigns", Map.of("title", " ", "description", "bleibt stehen"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Pflichtfeld", "bleibt stehen");
        Answer created = maria.submit("/campaigns", Map.of("title", title + " neu", "from", "2026-09-01"));
        assertThat(created.status()).isEqualTo(302);
        String path = path(created);
        assertThat(maria.get(path + "/edit").text()).contains("value=\"" + title + " neu\"");
        assertThat(maria.submit(path, Map.of("version", 0, "title", title + " anders"))
                        .status())
                .isEqualTo(302);
        Answer stale = maria.submit(path, Map.of("version", 0, "title", title + " zu spät"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("value=\"" + title + " zu spät\"", title + " anders");
        assertThat(maria.get(path + "/delete").text()).contains("endgültig", "lässt sich nicht reaktivieren");
        assertThat(maria.submit(path + "/delete", Map.of()).status()).isEqualTo(302);
        assertThat(maria.get(path).text()).contains("Gelöscht am").doesNotContain("delete-campaign");
    }

    @Test
    void staffOnlyReadsCampaigns() {
        assertThat(anna.get("/campaigns/" + campaign).text()).contains(title).doesNotContain("delete-campaign");
        assertThat(anna.get("/campaigns/new").status()).isEqualTo(403);
        assertThat(anna.submit("/campaigns/" + campaign + "/delete", Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void findsCampaigns() {
        String code = title.substring(7, 15);
        assertThat(anna.get("/campaigns?q=" + code).text()).contains("<html", "<mark>" + code + "</mark>");
        assertThat(anna.asHtmx().get("/campaigns?q=" + code).text())
                .doesNotContain("<html")
                .contains("/campaigns/" + campaign);
    }

    @Test
    void assignsTheAddressAndRemovesItWithBothTimesKept() {
        String page = "/addresses/" + address;
        assertThat(anna.get(page).text()).contains("id=\"campaigns\"", title);
        Answer part = anna.asHtmx().submit(page + "/campaigns", Map.of("campaignId", campaign));
        assertThat(part.text()).doesNotContain("<html").contains("Zugeordnet");
        Answer removed = anna.submit(page + "/campaigns", Map.of("remove", campaign));
        assertThat(removed.status()).isEqualTo(302);
        assertThat(anna.get(page).text()).contains("Zugeordnet", "entfernt");
    }

    @Test
    void refusesToAssignADeletedCampaign() {
        maria.submit("/campaigns/" + campaign + "/delete", Map.of());
        Answer part = anna.asHtmx().submit("/addresses/" + address + "/campaigns", Map.of("campaignId", campaign));
        assertThat(part.status()).isEqualTo(422);
        assertThat(part.text()).contains("Kampagne ist gelöscht");
        assertThat(anna.submit("/addresses/" + address + "/campaigns", Map.of("campaignId", campaign))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void addsAndRemovesManyMembers() {
        String members = "/campaigns/" + campaign + "/members";
        assertThat(anna.submit(members, Map.of("add", address + ", 999999999 x"))
                        .status())
                .isEqualTo(302);
        assertThat(anna.get("/campaigns/" + campaign).text()).contains("Muster " + title, "ein Mitglied");
        assertThat(anna.asHtmx().get(members + "?members=muster").text()).contains("<mark>Muster</mark>");
        assertThat(anna.submit(members, Map.of("remove", address)).status()).isEqualTo(302);
        assertThat(anna.get("/campaigns/" + campaign).text()).contains("keine Mitglieder");
    }

    @Test
    void aMeasureNeedsACampaignAndKeepsWhatWasTyped() {
        Answer created = anna.submit("/measures", Map.of("subject", "Brief " + title, "campaignId", ""));
        assertThat(created.status()).isEqualTo(302);
        String path = path(created);
        assertThat(anna.get(path).text()).contains("Durchgeführt", "Nicht durchgeführt", "id=\"status-bar\"");
        Answer refused = anna.submit(
                path + "/outcome",
                Map.of("version", 0, "outcome", "performed", "infotext", "schon getippt", "campaignId", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("schon getippt", "Kampagne prüfen");
        assertThat(anna.submit(path, Map.of("version", 0, "campaignId", campaign))
                        .status())
                .isEqualTo(302);
        Answer closed = anna.submit(path + "/outcome", Map.of("version", 1, "outcome", "performed"));
        assertThat(closed.status()).isEqualTo(302);
        assertThat(anna.get(path).text()).contains("Fertiggestellt von").doesNotContain("id=\"status-bar\"");
    }

    @Test
    void refusesAMeasureWithoutASubject() {
        Answer refused = anna.submit("/measures", Map.of("subject", "", "infotext", "bleibt"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Pflichtfeld", "bleibt");
    }

    @Test
    void showsTheHistoryUpcomingAbovePast() {
        anna.submit("/addresses/" + address + "/campaigns", Map.of("campaignId", campaign));
        String measure = path(anna.submit("/measures", Map.of("subject", "Mailing " + title, "campaignId", campaign)));
        anna.submit(measure + "/outcome", Map.of("version", 0, "outcome", "performed"));
        String page = anna.get("/addresses/" + address).text();
        assertThat(page).contains("CRM-Historie", "Mailing " + title, "Vergangen", "Letzter Kontakt");
        String part = anna.asHtmx()
                .get("/addresses/" + address + "/history?text=mailing")
                .text();
        assertThat(part).contains("<mark>Mailing</mark>").doesNotContain("<html");
        assertThat(anna.get("/addresses/" + address + "/history?status=PLANNED").text())
                .contains("<html", "Nichts passt zu diesem Filter.");
    }

    @Test
    void showsHostileTextsAsTexts() {
        long hostile =
                id(api.as("maria").post("/api/campaigns", Map.of("title", HOSTILE + title, "description", HOSTILE)));
        anna.submit("/addresses/" + address + "/campaigns", Map.of("campaignId", hostile));
        String measure =
                path(anna.submit("/measures", Map.of("subject", HOSTILE, "infotext", HOSTILE, "campaignId", hostile)));
        for (String path :
                new String[] {"/campaigns/" + hostile, "/campaigns", "/addresses/" + address, measure, "/measures/new"
                }) {
            assertThat(maria.get(path).text()).as(path).doesNotContain(HOSTILE);
        }
    }

    @Test
    void readsPagesInAFewStatements() {
        assertThat(statements.during(() -> anna.get("/addresses/" + address))).hasSizeLessThanOrEqualTo(30);
        assertThat(statements.during(() -> anna.get("/campaigns/" + campaign))).hasSizeLessThanOrEqualTo(25);
    }
}
