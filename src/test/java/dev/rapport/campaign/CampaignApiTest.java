package dev.rapport.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules 24 and 29 over HTTP. */
@IntegrationTest
class CampaignApiTest {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private AssignAddress assignAddress;

    @Test
    void aManagerCreatesEditsAndDeletesACampaign() {
        Answer created = api.as("maria")
                .post(
                        "/api/campaigns",
                        Map.of(
                                "title",
                                " Frühjahr <b>2027</b> ",
                                "description",
                                "${x}\nzweite Zeile",
                                "from",
                                "2027-03-01",
                                "to",
                                "2027-03-31"));
        assertThat(created.status()).isEqualTo(201);
        String path = created.header("Location");
        assertThat(created.json().path("title").asString()).isEqualTo("Frühjahr <b>2027</b>");
        assertThat(created.json().path("description").asString()).isEqualTo("${x}\nzweite Zeile");

        Answer changed = api.as("maria")
                .patch(path, "{\"version\": %d, \"title\": \"Frühjahr\", \"to\": null}".formatted(version(created)));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("title").asString()).isEqualTo("Frühjahr");
        assertThat(changed.json().path("from").asString()).isEqualTo("2027-03-01");
        assertThat(changed.json().path("to").isNull()).isTrue();

        Answer stale = api.as("maria").patch(path, Map.of("version", version(created), "title", "Sommer"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.errors()).containsExactly("version:stale-version");
        assertThat(stale.json().path("current").path("title").asString()).isEqualTo("Frühjahr");
        assertThat(stale.json().path("sent").toString())
                .isEqualTo("{\"version\":%d,\"title\":\"Sommer\"}".formatted(version(created)));

        assertThat(api.as("maria").send("DELETE", path, null).status()).isEqualTo(204);
        Answer deleted = api.as("anna").get(path);
        assertThat(deleted.json().path("active").asBoolean()).isFalse();
        assertThat(deleted.json().path("deletedBy").asString()).isEqualTo("maria");

        assertThat(api.as("maria").send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(api.as("anna").get(path).text()).isEqualTo(deleted.text());
        Answer edited = api.as("maria").patch(path, Map.of("version", version(deleted), "title", "Sommer"));
        assertThat(edited.status()).isEqualTo(409);
        assertThat(edited.errors()).containsExactly("id:campaign.deleted");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        Answer refused = api.as("maria")
                .post(
                        "/api/campaigns",
                        Map.of(
                                "title",
                                "\u00a0\u200b ",
                                "description",
                                "x".repeat(20_001),
                                "from",
                                "2027-02-30",
                                "to",
                                "1989-12-31"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors())
                .containsExactlyInAnyOrder(
                        "title:required", "description:too-long", "from:date.invalid", "to:start.out-of-range");
        assertThat(api.as("maria")
                        .post("/api/campaigns", Map.of("title", "Rückwärts", "from", "2027-02-02", "to", "2027-02-01"))
                        .errors())
                .containsExactly("to:date.before-from");
        assertThat(api.as("maria")
                        .post("/api/campaigns", Map.of("title", "x".repeat(201)))
                        .errors())
                .containsExactly("title:too-long");
        assertThat(api.as("maria")
                        .post("/api/campaigns", Map.of("title", "zwei\nZeilen"))
                        .errors())
                .containsExactly("title:illegal-characters");
    }

    @Test
    void ignoresWhatNobodyMaySet() {
        Answer created = api.as("maria")
                .post(
                        "/api/campaigns",
                        Map.of("title", "Fremdes", "createdBy", "ben", "deletedAt", "2020-01-01", "id", 1));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("createdBy").asString()).isEqualTo("maria");
        assertThat(created.json().path("active").asBoolean()).isTrue();
    }

    @Test
    void createsOnceForOneKey() {
        Api maria = api.as("maria").with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = maria.post("/api/campaigns", Map.of("title", "Einmal"));
        Answer second = maria.post("/api/campaigns", Map.of("title", "Einmal"));
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(maria.post("/api/campaigns", Map.of("title", "Anders")).status())
                .isEqualTo(409);
    }

    @Test
    void keepsBothTimesOfAnAssignmentAndOpensAnotherRowForTheNext() {
        long campaign = campaigns.aCampaign("Zuordnung");
        long address = campaigns.aCompany();
        campaigns.assign(campaign, address);
        campaigns.assign(campaign, address);
        assertThat(rows(campaign)).isEqualTo(1);

        campaigns.remove(campaign, address);
        campaigns.remove(campaign, address);
        assertThat(rows(campaign)).isEqualTo(1);
        assertThat(memberIds(campaign)).isEmpty();

        campaigns.assign(campaign, address);
        assertThat(rows(campaign)).isEqualTo(2);
        assertThat(memberIds(campaign)).containsExactly(address);
        Answer assignments = api.as("paul").get("/api/addresses/" + address + "/campaigns?ended=true");
        assertThat(assignments.json().path("items").size()).isEqualTo(2);
        assertThat(assignments.json().path("items").get(0).path("removedAt").isNull())
                .isTrue();
        assertThat(assignments.json().path("items").get(1).path("removedBy").asString())
                .isEqualTo("anna");
        assertThat(api.as("anna")
                        .get("/api/addresses/" + address + "/campaigns")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void pagesTheAssignmentsOfAnAddressByKey() {
        long address = campaigns.aCompany();
        List<Long> assigned = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assigned.add(campaigns.aCampaign("Seitenweise " + i));
            campaigns.assign(assigned.get(i), address);
        }
        campaigns.remove(assigned.get(2), address);
        List<Long> read = new ArrayList<>();
        String after = "";
        do {
            Answer page = api.as("anna").get("/api/addresses/" + address + "/campaigns?ended=true&limit=1" + after);
            read.add(page.json().path("items").get(0).path("campaignId").asLong());
            after = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asString();
        } while (!after.isEmpty());
        assertThat(read)
                .as("the lasting ones first, then the newest")
                .containsExactly(assigned.get(1), assigned.get(0), assigned.get(2));
    }

    @Test
    void assignsAndRemovesMoreThanAStatementHasParameters() {
        long campaign = campaigns.aCampaign("Sehr viele");
        long address = campaigns.aCompany();
        List<Long> ids = new ArrayList<>(
                LongStream.range(1_000_000_000L, 1_000_070_000L).boxed().toList());
        ids.add(address);
        assertThat(assignAddress.assignAll(campaign, ids).count()).isEqualTo(1);
        assertThat(memberIds(campaign)).containsExactly(address);
        assertThat(assignAddress.removeAll(campaign, ids)).isEqualTo(1);
    }

    @Test
    void refusesUnknownIdsInTheSameWayWhateverTheyLookLike() {
        long campaign = campaigns.aCampaign("Unbekannt");
        long address = campaigns.aCompany();
        for (String path : List.of(
                "/api/campaigns/999999999/members/" + address,
                "/api/campaigns/x/members/" + address,
                "/api/campaigns/" + campaign + "/members/999999999",
                "/api/campaigns/" + campaign + "/members/99999999999999999999",
                "/api/campaigns/" + campaign + "/members/-1")) {
            assertThat(api.as("anna").send("PUT", path, null).status()).as(path).isEqualTo(404);
            assertThat(api.as("anna").send("DELETE", path, null).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(api.as("anna").get("/api/campaigns/x").status()).isEqualTo(404);
        assertThat(api.as("anna").get("/api/campaigns/999999999/members").status())
                .isEqualTo(404);
    }

    @Test
    void aDeletedCampaignIsGoneFromChoicesAndTakesNoNewMember() {
        long campaign = campaigns.aCampaign("Verschwindend");
        long before = campaigns.aCompany();
        campaigns.assign(campaign, before);
        campaigns.delete(campaign);

        assertThat(titles("/api/campaigns?limit=100")).doesNotContain("Verschwindend");
        assertThat(titles("/api/campaigns?active=false&q=verschwind")).contains("Verschwindend");
        assertThat(titles("/api/campaigns?active=all&q=verschwind")).contains("Verschwindend");
        Answer refused =
                api.as("anna").send("PUT", "/api/campaigns/" + campaign + "/members/" + campaigns.aCompany(), null);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly("campaignId:campaign.deleted");
        assertThat(refused.json().path("detail").asString()).contains("Kampagne ist gelöscht");
        assertThat(memberIds(campaign)).containsExactly(before);
    }

    @Test
    void theDatabaseItselfRefusesADeletedCampaignAndItsReturn() {
        long campaign = campaigns.aCampaign("Datenbank");
        long address = campaigns.aCompany();
        campaigns.delete(campaign);
        assertThatThrownBy(() ->
                        jdbc.sql("""
                                insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                                values (:c, :a, now(), 'test')""").param("c", campaign).param("a", address).update())
                .hasMessageContaining("is deleted");
        assertThatThrownBy(
                        () -> jdbc.sql("update rapport.campaign set deleted_at = null, deleted_by = null where id = :c")
                                .param("c", campaign)
                                .update())
                .hasMessageContaining("for good");
    }

    @Test
    void findsByUpToTwoTermsAndTakesPatternsLiterally() {
        campaigns.aCampaign("Süßwaren-Aktion 100%");
        campaigns.aCampaign("Süßwaren-Aktion 100x");
        assertThat(titles("/api/campaigns?q=suesswaren")).hasSize(2);
        assertThat(titles("/api/campaigns?q=aktion+S%C3%BC%C3%9F")).hasSize(2);
        assertThat(titles("/api/campaigns?q=100%25")).containsExactly("Süßwaren-Aktion 100%");
        assertThat(titles("/api/campaigns?q=100_")).isEmpty();
        assertThat(titles("/api/campaigns?q=" + "a".repeat(5_000))).isEmpty();
        assertThat(titles("/api/campaigns?q=s%C3%BC%C3%9F+aktion+gibtesnicht")).hasSize(2);
    }

    @Test
    void putsTheCampaignsOfAnAddressFirstOnEveryPage() {
        long last = campaigns.aCampaign("Reihe Z");
        campaigns.aCampaign("Reihe A");
        campaigns.aCampaign("Reihe Ä");
        campaigns.aCampaign("Reihe B");
        long address = campaigns.aCompany();
        campaigns.assign(last, address);
        List<String> titles = new ArrayList<>();
        String after = "";
        do {
            Answer page = api.as("anna").get("/api/campaigns?q=reihe&limit=1&address=" + address + after);
            titles.addAll(titlesOf(page));
            after = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asString();
        } while (!after.isEmpty());
        assertThat(titles).containsExactly("Reihe Z", "Reihe A", "Reihe Ä", "Reihe B");
    }

    @Test
    void pagesMembersByKeyAndFindsThemByName() {
        long campaign = campaigns.aCampaign("Viele Mitglieder");
        List<Long> companies = campaigns.companies(30);
        companies.forEach(company -> campaigns.assign(campaign, company));
        long person = campaigns.aPersonAt(campaigns.aCompany());
        campaigns.assign(campaign, person);

        Answer first = api.as("anna").get("/api/campaigns/" + campaign + "/members?limit=20");
        assertThat(first.json().path("items").size()).isEqualTo(20);
        Answer second = api.as("anna")
                .get("/api/campaigns/" + campaign + "/members?limit=20&after="
                        + first.json().path("next").asString());
        assertThat(second.json().path("items").size()).isEqualTo(11);
        assertThat(second.json().path("next").isNull()).isTrue();
        List<Long> all = new ArrayList<>(ids(first));
        all.addAll(ids(second));
        assertThat(all).containsAll(companies).contains(person).doesNotHaveDuplicates();

        Answer found = api.as("anna").get("/api/campaigns/" + campaign + "/members?q=klein+muster");
        assertThat(ids(found)).containsExactly(person);
        assertThat(api.as("anna")
                        .get("/api/campaigns/" + campaign + "/members?after=quatsch")
                        .status())
                .isEqualTo(422);
    }

    private static int version(Answer answer) {
        return answer.json().path("version").asInt();
    }

    private long rows(long campaign) {
        return jdbc.sql("select count(*) from rapport.campaign_member where campaign_id = :c")
                .param("c", campaign)
                .query(Long.class)
                .single();
    }

    private List<Long> memberIds(long campaign) {
        return ids(api.as("anna").get("/api/campaigns/" + campaign + "/members"));
    }

    private static List<Long> ids(Answer page) {
        return page.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("addressId").asLong())
                .toList();
    }

    private List<String> titles(String path) {
        return titlesOf(api.as("anna").get(path));
    }

    private static List<String> titlesOf(Answer page) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("title").asString())
                .toList();
    }
}
