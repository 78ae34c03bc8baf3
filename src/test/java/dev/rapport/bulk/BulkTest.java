package dev.rapport.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Work on many contacts, and what a campaign's results say about it. */
@IntegrationTest
class BulkTest {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BusinessTime time;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private PlanNextContacts planNextContacts;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void plansAContactForEveryMemberWithoutAnOpenOneAndNobodyTwice() {
        long campaign = campaigns.aCampaign("Alle anrufen");
        List<Long> members = members(campaign, 120);
        campaigns.contact(campaigns.aPlannedContact(members.get(0), campaign));
        Answer ordered = order(campaign, body());
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(201);
        assertThat(ordered.json().path("total").asInt()).isEqualTo(119);
        assertThat(ordered.json().path("status").asString()).isEqualTo("running");
        assertThat(order(campaign, body()).errors()).containsExactly("campaignId:bulk.running");

        runNextJob(ordered);
        Answer halfway = progress(ordered);
        assertThat(halfway.json().path("handled").asInt()).isEqualTo(100);
        assertThat(halfway.json().path("planned").asInt()).isEqualTo(100);
        runNextJob(ordered);
        Answer done = progress(ordered);
        assertThat(done.json().path("status").asString()).isEqualTo("done");
        assertThat(done.json().path("planned").asInt()).isEqualTo(119);
        assertThat(instances(ordered)).isEmpty();

        assertThat(openContacts(campaign)).isEqualTo(120);
        assertThat(jdbc.sql("""
                                select count(*) from (select address_id from rapport.contact where campaign_id = :c
                                                      group by address_id having count(*) > 1) doubled""").param("c", campaign).query(Long.class).single())
                .isZero();
        List<Integer> shares =
                jdbc.sql("""
                        select count(*) from rapport.contact
                        where campaign_id = :c and subject = 'Einladung' and created_by = 'anna' group by responsible""").param("c", campaign).query(Integer.class).list();
        assertThat(shares).hasSize(2).allSatisfy(share -> assertThat(share).isBetween(59, 60));
        jdbc.sql("select start_at from rapport.contact where campaign_id = :c and subject = 'Einladung'")
                .param("c", campaign)
                .query((row, n) -> row.getTimestamp(1).toInstant().atZone(time.zone()))
                .list()
                .forEach(start -> {
                    assertThat(start.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
                    assertThat(start.getHour()).isBetween(9, 17);
                });

        Answer again = order(campaign, body());
        assertThat(again.json().path("total").asInt()).isZero();
        assertThat(again.json().path("status").asString()).isEqualTo("done");
        assertThat(openContacts(campaign)).isEqualTo(120);
    }

    @Test
    void aCrashLeavesAWholeChunkOrNothingAndTheOrderGoesOnBehindIt() {
        long campaign = campaigns.aCampaign("Absturz");
        members(campaign, 5);
        Answer ordered = order(campaign, body());
        long plan = ordered.json().path("id").asLong();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    planNextContacts.next(plan);
                    throw new IllegalStateException("the power is gone");
                }))
                .hasMessage("the power is gone");
        assertThat(openContacts(campaign)).isZero();
        assertThat(progress(ordered).json().path("handled").asInt()).isZero();
        runNextJob(ordered);
        assertThat(openContacts(campaign)).isEqualTo(5);
        assertThat(planNextContacts.next(plan))
                .as("a job that comes back finds nothing to do")
                .isFalse();
        assertThat(openContacts(campaign)).isEqualTo(5);
    }

    @Test
    void stopsWhenTheCampaignIsDeletedOnTheWay() {
        long campaign = campaigns.aCampaign("Unterwegs gelöscht");
        members(campaign, 3);
        Answer ordered = order(campaign, body());
        campaigns.delete(campaign);
        runNextJob(ordered);
        Answer stopped = progress(ordered);
        assertThat(stopped.json().path("status").asString()).isEqualTo("stopped");
        assertThat(stopped.json().path("stoppedBy").asString()).isEqualTo("campaign.deleted");
        assertThat(openContacts(campaign)).isZero();
        assertThat(order(campaign, body()).errors()).containsExactly("campaignId:campaign.deleted");
    }

    @Test
    void saysEverythingThatIsWrongWithAnOrderAtOnce() {
        long campaign = campaigns.aCampaign("Falsch bestellt");
        members(campaign, 1);
        Answer refused = order(
                campaign,
                Map.of(
                        "type", "BRIEFTAUBE",
                        "startFrom", "2027-02-30T09:00",
                        "responsibles", List.of("niemand"),
                        "reminder", true,
                        "reminderLead", "P3D",
                        "subject", "\u200b"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors())
                .containsExactlyInAnyOrder(
                        "type:not-found",
                        "startFrom:start.invalid",
                        "startTo:required",
                        "responsibles:not-a-user",
                        "reminderLead:not-found",
                        "subject:required");
        assertThat(order(999_999_999, body()).status()).isEqualTo(404);
    }

    @Test
    void closesAndReassignsSelectedContactsEachByItself() {
        long company = campaigns.aCompany();
        List<Answer> contacts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            contacts.add(campaigns.contact(campaigns.aPlannedContact(company, null)));
        }
        List<Map<String, Object>> selected = contacts.stream()
                .map(contact -> Map.<String, Object>of(
                        "id",
                        contact.json().path("id").asLong(),
                        "version",
                        contact.json().path("version").asInt()))
                .toList();
        Answer reassigned =
                api.as("maria").post("/api/bulk/reassign", Map.of("contacts", selected, "responsible", "ben"));
        assertThat(done(reassigned)).containsExactly(true, true, true);
        // the first one is closed in the meantime, the second one is sent with its old version
        api.as("anna")
                .post(
                        "/api/contacts/" + selected.get(0).get("id") + "/outcome",
                        Map.of("version", version(selected.get(0)), "outcome", "notPerformed"));
        List<Map<String, Object>> now = List.of(
                Map.of("id", selected.get(0).get("id"), "version", version(selected.get(0))),
                selected.get(1),
                Map.of("id", selected.get(2).get("id"), "version", version(selected.get(2))));
        Answer closed = api.as("anna")
                .post(
                        "/api/bulk/close",
                        Map.of("contacts", now, "outcome", "notPerformed", "infotext", "Aktion abgesagt"));
        assertThat(done(closed)).containsExactly(false, false, true);
        assertThat(closed.json()
                        .path("results")
                        .get(0)
                        .path("errors")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("already-closed");
        assertThat(closed.json()
                        .path("results")
                        .get(1)
                        .path("errors")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("stale-version");
        assertThat(api.as("anna")
                        .post("/api/bulk/close", Map.of("contacts", List.of()))
                        .errors())
                .containsExactly("contacts:required");
        assertThat(api.as("paul")
                        .post("/api/bulk/close", Map.of("contacts", now))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void countsResultsAndShowsTheNextStepOfEachMember() {
        long campaign = campaigns.aCampaign("Ergebnisse");
        List<Long> members = members(campaign, 4);
        campaigns.contact(campaigns.aPlannedContact(members.get(0), campaign));
        Map<String, Object> performed = campaigns.aPlannedContact(members.get(1), campaign);
        performed.put("status", "PERFORMED");
        performed.put("start", "2026-01-10T09:00");
        performed.put("duration", "00:15");
        campaigns.contact(performed);
        performed.put("addressId", members.get(2));
        performed.put("status", "NOT_PERFORMED");
        campaigns.contact(performed);
        campaigns.closeMeasure(campaigns.aMeasure(campaign), "performed");
        campaigns.aMeasure(campaign);

        Answer counts = api.as("paul").get("/api/campaigns/" + campaign + "/results");
        assertThat(counts.text()).isEqualTo("""
                        {"members":4,"planned":1,"performed":1,"notPerformed":1,"neverContacted":3,\
                        "measuresPlanned":1,"measuresPerformed":1,"measuresNotPerformed":0}""");
        Answer first = api.as("anna").get("/api/campaigns/" + campaign + "/next-steps?limit=3");
        assertThat(first.json()
                        .path("items")
                        .get(0)
                        .path("next")
                        .path("subject")
                        .asString())
                .isEqualTo("Angebot nachfassen");
        assertThat(first.json().path("items").get(1).path("next").isNull()).isTrue();
        assertThat(first.json().path("items").get(1).path("last").path("status").asString())
                .isEqualTo("PERFORMED");
        Answer second = api.as("anna")
                .get("/api/campaigns/" + campaign + "/next-steps?limit=3&after="
                        + first.json().path("next").asString());
        assertThat(second.json().path("items").size()).isEqualTo(1);
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(api.as("anna").get("/api/campaigns/999999999/results").status())
                .isEqualTo(404);
        assertThat(api.as("anna").get("/api/campaigns/999999999/next-steps").status())
                .isEqualTo(404);
    }

    @Test
    void spreadsStartsOverWorkingHours() {
        StartSlots week = new StartSlots(
                OffsetDateTime.parse("2026-11-27T09:00:00+01:00").toInstant(),
                OffsetDateTime.parse("2026-11-30T10:00:00+01:00").toInstant(),
                time.zone());
        assertThat(week.start(0, 10)).isEqualTo("2026-11-27T09:00:00+01:00");
        assertThat(week.start(1, 10)).isEqualTo("2026-11-27T09:15:00+01:00");
        assertThat(week.start(5, 10)).isEqualTo("2026-11-30T09:00:00+01:00");
        assertThat(week.start(9, 10)).isEqualTo("2026-11-30T10:00:00+01:00");
        StartSlots weekend = new StartSlots(
                OffsetDateTime.parse("2026-11-28T09:00:00+01:00").toInstant(),
                OffsetDateTime.parse("2026-11-28T09:00:00+01:00").toInstant(),
                time.zone());
        assertThat(weekend.start(7, 10)).isEqualTo("2026-11-28T09:00:00+01:00");
    }

    private List<Long> members(long campaign, int count) {
        List<Long> companies = campaigns.companies(count);
        companies.forEach(company -> campaigns.assign(campaign, company));
        return companies;
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>();
        body.put("type", "CALL");
        body.put("startFrom", time.today().plusDays(7) + "T09:00");
        body.put("startTo", time.today().plusDays(14) + "T17:00");
        body.put("responsibles", List.of("anna", "ben"));
        body.put("reminder", true);
        body.put("subject", "Einladung");
        return body;
    }

    private Answer order(long campaign, Map<String, Object> body) {
        return api.as("anna").post("/api/campaigns/" + campaign + "/plan-contacts", body);
    }

    private Answer progress(Answer ordered) {
        return api.as("paul").get("/api/bulk/plans/" + ordered.json().path("id").asLong());
    }

    private List<ProcessInstance> instances(Answer ordered) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(ordered.json().path("id").asString(), "bulkPlan")
                .list();
    }

    private void runNextJob(Answer ordered) {
        String instance = instances(ordered).get(0).getId();
        managementService.executeJob(managementService
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId());
    }

    private long openContacts(long campaign) {
        return jdbc.sql("select count(*) from rapport.contact where campaign_id = :c and status = 'PLANNED'")
                .param("c", campaign)
                .query(Long.class)
                .single();
    }

    private int version(Map<String, Object> contact) {
        return api.as("anna")
                .get("/api/contacts/" + contact.get("id"))
                .json()
                .path("version")
                .asInt();
    }

    private static List<Boolean> done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .path("results")
                .valueStream()
                .map(result -> result.path("done").asBoolean())
                .toList();
    }
}
