package dev.rapport.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.TestUsers;
import dev.rapport.user.CreateUser;
import dev.rapport.user.DisableUser;
import dev.rapport.user.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules 27, 28, 30 and 31 over HTTP. */
@IntegrationTest
class HistoryApiTest {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BusinessTime time;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private DisableUser disableUser;

    @Autowired
    private Pages pages;

    @Autowired
    private HistoryService historyService;

    @Autowired
    private ManagementService managementService;

    @Test
    void showsContactsOfTheAddressAndItsPersonsOpenOnesFirstNewestFirst() {
        long company = campaigns.aCompany();
        long person = campaigns.aPersonAt(company);
        performed(company, "2026-01-10T09:00", "Alt");
        performed(person, "2026-02-10T09:00", "Mit Frau Klein");
        planned(company, "2026-03-01T09:00", "Überfällig");
        planned(person, time.today().plusDays(3) + "T09:00", "Demnächst");

        assertThat(subjects(company, "")).containsExactly("Demnächst", "Überfällig", "Mit Frau Klein", "Alt");
        assertThat(subjects(person, "")).containsExactly("Demnächst", "Mit Frau Klein");
        assertThat(subjects(company, "?section=upcoming")).containsExactly("Demnächst", "Überfällig");
        assertThat(subjects(company, "?section=past")).containsExactly("Mit Frau Klein", "Alt");
        Answer all = api.as("paul").get("/api/addresses/" + company + "/history");
        var entry = all.json().path("items").get(0);
        assertThat(entry.path("kind").asString()).isEqualTo("contact");
        assertThat(entry.path("contactPerson").asString()).isEqualTo("Klein");
        assertThat(entry.path("upcoming").asBoolean()).isTrue();
        assertThat(entry.path("start").asString()).contains("T09:00").matches(".*[+-]\\d\\d:\\d\\d$");
    }

    @Test
    void filtersByEverythingTheRuleNames() {
        long company = campaigns.aCompany();
        long person = campaigns.aPersonAt(company);
        long campaign = campaigns.aCampaign("Filter");
        performed(company, "2026-01-10T09:00", "Müsli bestellt");
        performed(person, "2026-02-10T23:30", "Nur Person");
        Map<String, Object> body = campaigns.aPlannedContact(company, campaign);
        body.put("type", "EMAIL");
        body.put("subject", "Mit Kampagne");
        body.put("responsible", "ben");
        campaigns.contact(body);
        campaigns.assign(campaign, company);
        Existing measure = campaigns.aMeasure(campaign);
        campaigns.closeMeasure(measure, "performed");

        assertThat(subjects(company, "?type=call")).containsExactly("Nur Person", "Müsli bestellt");
        assertThat(subjects(company, "?direction=outgoing")).containsExactly("Mit Kampagne");
        assertThat(subjects(company, "?status=planned")).containsExactly("Mit Kampagne");
        assertThat(subjects(company, "?status=PERFORMED"))
                .containsExactly("Katalog versenden", "Nur Person", "Müsli bestellt");
        assertThat(subjects(company, "?status=notPerformed")).isEmpty();
        assertThat(subjects(company, "?section=past&status=planned")).isEmpty();
        assertThat(subjects(company, "?campaign=" + campaign)).containsExactly("Mit Kampagne", "Katalog versenden");
        assertThat(subjects(company, "?person=" + person)).containsExactly("Nur Person");
        assertThat(subjects(company, "?user=ben")).containsExactly("Mit Kampagne");
        assertThat(subjects(company, "?from=2026-02-10&to=2026-02-10")).containsExactly("Nur Person");
        for (String spelling : List.of("muesli", "musli", "m%C3%BCSLI")) {
            assertThat(subjects(company, "?text=" + spelling)).containsExactly("Müsli bestellt");
        }
        assertThat(subjects(company, "?text=%25")).isEmpty();
        assertThat(subjects(company, "?kind=measure")).containsExactly("Katalog versenden");
        assertThat(subjects(company, "?kind=contact&campaign=" + campaign)).containsExactly("Mit Kampagne");
        assertThat(subjects(company, "?campaign=quatsch")).isEmpty();
        Answer refused = api.as("anna")
                .get("/api/addresses/" + company + "/history?kind=brief&status=offen&from=gestern&section=mitte");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors())
                .containsExactlyInAnyOrder("kind:invalid", "status:invalid", "from:date.invalid", "section:invalid");
        assertThat(api.as("anna").get("/api/addresses/999999999/history").status())
                .isEqualTo(404);
    }

    @Test
    void showsAnOpenMeasureToPresentMembersAndAClosedOneToThoseOfItsMoment() {
        long campaign = campaigns.aCampaign("Wechselnd");
        long company = campaigns.aCompany();
        long person = campaigns.aPersonAt(company);
        long second = campaigns.aPersonAt(company);
        long later = campaigns.aCompany();
        Existing measure = campaigns.aMeasure(campaign);
        assertThat(subjects(company, "")).isEmpty();
        campaigns.assign(campaign, person);
        campaigns.assign(campaign, second);
        assertThat(subjects(company, "")).containsExactly("Katalog versenden");
        assertThat(subjects(person, "")).containsExactly("Katalog versenden");
        assertThat(subjects(company, "?person=" + person)).containsExactly("Katalog versenden");
        campaigns.remove(campaign, second);
        assertThat(subjects(second, "")).isEmpty();
        campaigns.assign(campaign, second);
        campaigns.closeMeasure(measure, "performed");
        campaigns.remove(campaign, person);
        campaigns.assign(campaign, later);
        campaigns.delete(campaign);

        assertThat(subjects(company, "")).containsExactly("Katalog versenden");
        assertThat(subjects(person, "")).containsExactly("Katalog versenden");
        assertThat(subjects(second, "")).containsExactly("Katalog versenden");
        assertThat(subjects(later, "")).isEmpty();
        Answer shown = api.as("anna").get("/api/addresses/" + company + "/history");
        assertThat(shown.json().path("items").get(0).path("campaign").asString())
                .isEqualTo("Wechselnd");
    }

    @Test
    void aContactKeepsItsCampaignForEver() {
        long campaign = campaigns.aCampaign("Für immer");
        long company = campaigns.aCompany();
        campaigns.assign(campaign, company);
        Answer contact = campaigns.contact(campaigns.aPlannedContact(company, campaign));
        campaigns.remove(campaign, company);
        String open = history(company);
        campaigns.delete(campaign);
        assertThat(history(company)).isEqualTo(open).contains("Für immer");

        String path = "/api/contacts/" + contact.json().path("id").asLong();
        Answer changed = api.as("anna")
                .patch(
                        path,
                        Map.of(
                                "version",
                                contact.json().path("version").asInt(),
                                "campaignId",
                                campaign,
                                "subject",
                                "Neu"));
        assertThat(changed.status())
                .as("an open contact keeps its deleted campaign")
                .isEqualTo(200);
        Answer closed = api.as("anna")
                .post(
                        path + "/outcome",
                        Map.of(
                                "version", changed.json().path("version").asInt(),
                                "outcome", "performed",
                                "start", "2026-01-05T10:00",
                                "duration", "00:10"));
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.json().path("campaign").asString()).isEqualTo("Für immer");
        assertThat(history(company)).contains("Für immer");
        Answer cleared = api.as("anna")
                .patch(
                        path,
                        "{\"version\": %d, \"campaignId\": null}"
                                .formatted(closed.json().path("version").asInt()));
        assertThat(cleared.status()).isEqualTo(409);
    }

    @Test
    void aContactTakesACampaignLaterButNeverADeletedOne() {
        long campaign = campaigns.aCampaign("Später");
        long deleted = campaigns.aCampaign("Zu spät");
        campaigns.delete(deleted);
        long company = campaigns.aCompany();
        Answer contact = campaigns.contact(campaigns.aPlannedContact(company, null));
        String path = "/api/contacts/" + contact.json().path("id").asLong();
        Answer changed = api.as("anna")
                .patch(path, Map.of("version", contact.json().path("version").asInt(), "campaignId", campaign));
        assertThat(changed.json().path("campaign").asString()).isEqualTo("Später");
        assertThat(api.as("anna")
                        .patch(
                                path,
                                Map.of("version", changed.json().path("version").asInt(), "campaignId", deleted))
                        .errors())
                .containsExactly("campaignId:campaign.deleted");
        assertThat(api.as("anna")
                        .post("/api/contacts", campaigns.aPlannedContact(company, deleted))
                        .errors())
                .containsExactly("campaignId:campaign.deleted");
    }

    @Test
    void isIndependentOfTheEnginesHistory() {
        long campaign = campaigns.aCampaign("Aufgeräumt");
        long company = campaigns.aCompany();
        campaigns.assign(campaign, company);
        Existing measure = campaigns.aMeasure(campaign);
        campaigns.closeMeasure(measure, "performed");
        performed(company, "2026-01-10T09:00", "Alt");
        planned(company, "2026-03-01T09:00", "Offen");
        String before = history(company);

        // long after every time to live
        for (String table : List.of("procinst", "actinst", "taskinst", "varinst", "detail", "op_log", "identitylink")) {
            jdbc.sql("update act_hi_" + table + " set removal_time_ = timestamp '2020-01-01'")
                    .update();
        }
        historyService.cleanUpHistoryAsync(true);
        historyService.findHistoryCleanupJobs().forEach(job -> managementService.executeJob(job.getId()));
        assertThat(historyService
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKey(MeasureBpmn.KEY)
                        .processInstanceBusinessKey(String.valueOf(measure.id()))
                        .count())
                .isZero();
        assertThat(history(company)).isEqualTo(before).contains("Katalog versenden", "Alt", "Offen");
    }

    @Test
    void pagesGiveEveryEntryOnceInOneOrder() {
        long campaign = campaigns.aCampaign("Seiten");
        long company = campaigns.aCompany();
        campaigns.assign(campaign, company);
        for (int i = 0; i < 4; i++) {
            performed(company, "2026-01-1" + i + "T09:00", "P" + i);
            planned(company, "2026-01-1" + i + "T09:00", "O" + i);
            Existing measure = campaigns.aMeasure(campaign);
            if (i % 2 == 0) {
                campaigns.closeMeasure(measure, "performed");
            }
        }
        List<String> whole = numbers(api.as("anna").get("/api/addresses/" + company + "/history?limit=100"));
        assertThat(whole).hasSize(12).doesNotHaveDuplicates();
        for (int limit : new int[] {1, 2, 5}) {
            List<String> paged = new ArrayList<>();
            String after = "";
            do {
                Answer page = api.as("anna").get("/api/addresses/" + company + "/history?limit=" + limit + after);
                paged.addAll(numbers(page));
                after = page.json().path("next").isNull()
                        ? ""
                        : "&after=" + page.json().path("next").asString();
            } while (!after.isEmpty());
            assertThat(paged).isEqualTo(whole);
        }
    }

    /** Every list, with cursors that have the right shape and impossible values. */
    @Test
    void aForgedCursorIsRefusedByEveryList() {
        long company = campaigns.aCompany();
        long campaign = campaigns.aCampaign("Gefälscht");
        for (String instant : List.of("+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "bald")) {
            assertRefused("/api/addresses/" + company + "/history", Cursor.of(false, instant, "CONTACT", 1));
            assertRefused("/api/reminders", Cursor.of(instant, 1));
            Answer page = pages.as("anna")
                    .get("/addresses/" + company + "/history?after="
                            + Cursor.of(false, instant, "CONTACT", 1).encoded());
            assertThat(page.status()).isEqualTo(422);
        }
        assertRefused("/api/addresses/" + company + "/history", Cursor.of(false, time.now(), "LETTER", 1));
        for (String list : List.of(
                "/api/campaigns/" + campaign + "/members",
                "/api/campaigns/" + campaign + "/plan-contacts",
                "/api/campaigns/" + campaign + "/next-steps")) {
            assertRefused(list, Cursor.of("1.5"));
        }
        assertRefused("/api/campaigns", Cursor.of(false, "x", "99999999999999999999"));
        assertRefused("/api/addresses/" + company + "/contact-persons", Cursor.of("x", "y", "z"));
    }

    private void assertRefused(String path, Cursor forged) {
        Answer answer = api.as("maria").get(path + "?after=" + forged.encoded());
        assertThat(answer.status()).as(path + " " + forged).isEqualTo(422);
        assertThat(answer.errors()).containsExactly("after:invalid");
    }

    /** Rules 28, 29 and 31: what is there stays, and only the name of a renamed campaign is the new one (ADR 30). */
    @Test
    void aDisabledUserARenamedCampaignAndARemovedAssignmentChangeNothing() {
        String user = "weg" + UUID.randomUUID().toString().substring(0, 8);
        createUser.create(user, "Wilma", "Weg", user + "@rapport.example", TestUsers.PASSWORD, List.of(Group.STAFF));
        long campaign = campaigns.aCampaign("Alter Name");
        long company = campaigns.aCompany();
        campaigns.assign(campaign, company);
        Map<String, Object> open = campaigns.aPlannedContact(company, campaign);
        open.put("responsible", user);
        campaigns.contact(open);
        Existing measure = campaigns.aMeasure(campaign);
        campaigns.closeMeasure(measure, "performed");
        String before = history(company);
        assertThat(before).contains("Wilma Weg", "Alter Name");

        disableUser.disable(user);
        assertThat(history(company)).isEqualTo(before);
        campaigns.remove(campaign, company);
        assertThat(history(company)).isEqualTo(before);
        api.as("maria").patch("/api/campaigns/" + campaign, Map.of("version", 0, "title", "Neuer Name"));
        assertThat(history(company)).isEqualTo(before.replace("Alter Name", "Neuer Name"));
        campaigns.delete(campaign);
        assertThat(history(company)).isEqualTo(before.replace("Alter Name", "Neuer Name"));
        assertThat(subjects(company, "?user=" + user)).containsExactly("Angebot nachfassen");
    }

    private void planned(long address, String start, String subject) {
        Map<String, Object> body = campaigns.aPlannedContact(address, null);
        body.put("start", start);
        body.put("subject", subject);
        campaigns.contact(body);
    }

    private void performed(long address, String start, String subject) {
        Map<String, Object> body = campaigns.aPlannedContact(address, null);
        body.put("status", "PERFORMED");
        body.put("direction", "INCOMING");
        body.put("start", start);
        body.put("duration", "00:15");
        body.put("subject", subject);
        campaigns.contact(body);
    }

    /** What the API answers and what the web part shows. */
    private String history(long address) {
        return api.as("anna").get("/api/addresses/" + address + "/history").text()
                + pages.as("anna")
                        .asHtmx()
                        .get("/addresses/" + address + "/history")
                        .text();
    }

    private List<String> subjects(long address, String query) {
        Answer answer = api.as("anna").get("/api/addresses/" + address + "/history" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("subject").asString())
                .toList();
    }

    private static List<String> numbers(Answer page) {
        return page.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("number").asString())
                .toList();
    }
}
