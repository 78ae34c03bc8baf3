package dev.rapport.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.models.BulkPlanBpmn;
import dev.rapport.models.ContactBpmn;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.WorkingTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Consistency;
import dev.rapport.support.Locks;
import dev.rapport.support.Pages;
import dev.rapport.support.UncheckedModels;
import dev.rapport.support.Walks;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Work on many contacts, and what a campaign's results say about it. */
@IntegrationTest
class BulkTest {

    /** Also the way of an order that has nothing left to do. */
    private static final String[] IN_ONE_GO = {
        BulkPlanBpmn.START_EVENT_BULK_PLAN,
        BulkPlanBpmn.GATEWAY_NEXT,
        BulkPlanBpmn.SERVICE_TASK_PLAN_NEXT_CONTACTS,
        BulkPlanBpmn.GATEWAY_MORE,
        BulkPlanBpmn.END_EVENT_PLANNED
    };

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BusinessTime time;

    @Autowired
    private Pages pages;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private PlanNextContacts planNextContacts;

    @Autowired
    private WorkingTime work;

    @Autowired
    private UncheckedModels unchecked;

    @Autowired
    private Locks locks;

    @Autowired
    private Consistency consistency;

    @Autowired
    private Walks walks;

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
        assertThat(walked(ordered))
                .containsExactly(
                        BulkPlanBpmn.START_EVENT_BULK_PLAN,
                        BulkPlanBpmn.GATEWAY_NEXT,
                        BulkPlanBpmn.SERVICE_TASK_PLAN_NEXT_CONTACTS,
                        BulkPlanBpmn.GATEWAY_MORE,
                        BulkPlanBpmn.GATEWAY_NEXT,
                        BulkPlanBpmn.SERVICE_TASK_PLAN_NEXT_CONTACTS,
                        BulkPlanBpmn.GATEWAY_MORE,
                        BulkPlanBpmn.END_EVENT_PLANNED);

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
                    assertThat(work.worksOn(start.toLocalDate())).isTrue();
                    assertThat(start.getHour()).isBetween(9, 17);
                });

        Answer again = order(campaign, body());
        assertThat(again.json().path("total").asInt()).isZero();
        assertThat(again.json().path("status").asString()).isEqualTo("done");
        assertThat(openContacts(campaign)).isEqualTo(120);
    }

    /** An order's contact with a person is kept as one with her company, and is hers all the same. */
    @Test
    void whatIsNoContactIsRefused() {
        for (List<?> none : List.of(
                List.of(),
                Collections.singletonList(null),
                List.of(Map.of()),
                List.of(Map.of("id", 1)),
                List.of(Map.of("id", "x", "version", 0)))) {
            for (String path : List.of("/api/bulk/close", "/api/bulk/reassign")) {
                Answer answer = api.as("anna").post(path, Map.of("contacts", none, "outcome", "performed"));
                assertThat(answer.status()).as(path + none + answer.text()).isEqualTo(422);
            }
        }
    }

    @Test
    void anOrderGivenTwicePlansNothingTwiceForContactPersonsEither() {
        long campaign = campaigns.aCampaign("Personen anrufen");
        long company = campaigns.aCompany();
        long person = campaigns.aPersonAt(company);
        long colleague = campaigns.aPersonAt(company);
        long elsewhere = campaigns.aPersonAt(campaigns.aCompany());
        for (long member : List.of(company, person, colleague, elsewhere)) {
            campaigns.assign(campaign, member);
        }
        Answer ordered = order(campaign, body());
        assertThat(ordered.json().path("total").asInt()).isEqualTo(4);
        runNextJob(ordered);
        assertThat(openContacts(campaign)).isEqualTo(4);

        Answer again = order(campaign, body());

        assertThat(again.json().path("total").asInt()).isZero();
        assertThat(again.json().path("status").asString()).isEqualTo("done");
        assertThat(openContacts(campaign)).isEqualTo(4);
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
    void anOrderThatLostItsInstanceIsFoundAndGoesOnWhereItWas() {
        long campaign = campaigns.aCampaign("Verloren");
        members(campaign, 120);
        Answer ordered = order(campaign, body());
        String finding = " bulkPlan " + ordered.json().path("id").asString();
        runNextJob(ordered);
        assertThat(consistency.found()).noneMatch(found -> found.endsWith(finding));
        runtimeService.deleteProcessInstance(instances(ordered).get(0).getId(), "lost");
        assertThat(consistency.found()).contains("instance-missing" + finding);

        consistency.repair();

        assertThat(consistency.found()).noneMatch(found -> found.endsWith(finding));
        runNextJob(ordered);
        assertThat(progress(ordered).json().path("status").asString()).isEqualTo("done");
        assertThat(openContacts(campaign)).isEqualTo(120);
    }

    @Test
    void anInstanceWithoutAnOrderIsFoundAndEnded() {
        long campaign = campaigns.aCampaign("Ohne Auftrag");
        members(campaign, 1);
        Answer ordered = order(campaign, body());
        jdbc.sql("delete from rapport.bulk_plan where id = :id")
                .param("id", ordered.json().path("id").asLong())
                .update();
        assertThat(consistency.found())
                .contains("item-missing bulkPlan " + ordered.json().path("id").asString());

        consistency.repair();

        assertThat(instances(ordered)).isEmpty();
    }

    @Test
    void givesTheOrderOnceWhenTwoGiveItAtTheSameTime() throws Exception {
        long campaign = campaigns.aCampaign("Doppelt bestellt");
        members(campaign, 3);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Answer>> orders = threads.invokeAll(Collections.nCopies(4, () -> order(campaign, body())));
            List<Integer> answers = new ArrayList<>();
            for (Future<Answer> each : orders) {
                answers.add(each.get().status());
                if (each.get().status() != 201) {
                    assertThat(each.get().errors()).containsExactly("campaignId:bulk.running");
                }
            }
            assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesTheOrderOnceForOneKey() {
        long campaign = campaigns.aCampaign("Ein Schlüssel");
        members(campaign, 2);
        Api anna = api.as("anna").with("Idempotency-Key", UUID.randomUUID().toString());
        String path = "/api/campaigns/" + campaign + "/plan-contacts";
        Answer first = anna.post(path, body());
        Answer again = anna.post(path, body());
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(api.as("anna").get(path).json().path("items").size()).isEqualTo(1);
        Map<String, Object> other = body();
        other.put("subject", "Etwas anderes");
        assertThat(anna.post(path, other).status()).isEqualTo(409);
    }

    @Test
    void waitsForAnOrderThatIsJustBeingGiven() throws Exception {
        long campaign = campaigns.aCampaign("Gleichzeitig");
        members(campaign, 1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Answer> second = transaction.execute(status -> {
                jdbc.sql("""
                                insert into rapport.bulk_plan
                                  (campaign_id, type, direction, start_from, start_to, responsibles, subject, total,
                                   newest_member, status, created_at, created_by)
                                values (:c, 'CALL', 'OUTGOING', now(), now(), '{anna}', 'Erster', 1, 1, 'RUNNING', now(),
                                        'anna')""").param("c", campaign).update();
                Future<Answer> waiting = other.submit(() -> order(campaign, body()));
                locks.awaitWaiting("bulk_plan");
                return waiting;
            });
            assertThat(second.get().errors()).containsExactly("campaignId:bulk.running");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void endsWithTheReasonWhenTheContactsModelRefuses() {
        long campaign = campaigns.aCampaign("Modell verweigert");
        members(campaign, 3);
        Answer ordered = order(campaign, body());
        // a condition that no new contact with a reminder can meet; the check would not let it stand there
        unchecked.replace(
                ContactBpmn.KEY,
                UncheckedModels.shipped(ContactBpmn.KEY).replace("${scheduleReminder}", "${checkOutcome}"));
        try {
            assertThatThrownBy(() -> runNextJob(ordered)).isInstanceOf(BusinessRuleViolation.class);
        } finally {
            unchecked.mend();
        }
        assertThat(openContacts(campaign)).isZero();
        Answer stopped = progress(ordered);
        assertThat(stopped.json().path("status").asString()).isEqualTo("stopped");
        assertThat(stopped.json().path("stoppedBy").asString()).isEqualTo("required");
        assertThat(stopped.json().path("stopReason").asString()).startsWith("Erinnerung anlegen: ");
        assertThat(api.as("anna")
                        .with("Accept-Language", "en")
                        .get("/api/bulk/plans/" + ordered.json().path("id").asLong())
                        .json()
                        .path("stopReason")
                        .asString())
                .startsWith("Create reminder: ");

        Answer again = order(campaign, body());
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        runNextJob(again);
        assertThat(openContacts(campaign)).isEqualTo(3);
        runNextJob(ordered);
        assertThat(instances(ordered)).as("the next try ends it").isEmpty();
        assertThat(walked(ordered)).containsExactly(IN_ONE_GO);
        assertThat(openContacts(campaign)).isEqualTo(3);
    }

    @Test
    void isCancelledEvenWhenItHasGivenUpTrying() {
        long campaign = campaigns.aCampaign("Abgebrochen");
        members(campaign, 120);
        Answer ordered = order(campaign, body());
        runNextJob(ordered);
        managementService.setJobRetries(nextJob(ordered).getId(), 0);
        String cancel = "/api/bulk/plans/" + ordered.json().path("id").asLong() + "/cancel";
        assertThat(api.as("paul").send("POST", cancel, null).status()).isEqualTo(403);
        Answer cancelled = api.as("anna").send("POST", cancel, null);
        assertThat(cancelled.json().path("status").asString()).isEqualTo("stopped");
        assertThat(cancelled.json().path("stoppedBy").asString()).isEqualTo("cancelled");
        assertThat(cancelled.json().path("planned").asInt()).isEqualTo(100);
        assertThat(nextJob(ordered).getRetries()).isEqualTo(1);
        runNextJob(ordered);
        assertThat(instances(ordered)).isEmpty();
        assertThat(openContacts(campaign)).as("what it has planned stays").isEqualTo(100);
        assertThat(api.as("maria").send("POST", cancel, null).text())
                .as("whoever cancels again changes nothing")
                .isEqualTo(cancelled.text());
        assertThat(order(campaign, body()).json().path("total").asInt()).isEqualTo(20);
        assertThat(api.as("anna")
                        .send("POST", "/api/bulk/plans/999999999/cancel", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesAWindowWhoseTimesOfDayRunBackwards() {
        long campaign = campaigns.aCampaign("Rückwärts");
        members(campaign, 1);
        Map<String, Object> body = body();
        body.put("startFrom", time.today().plusDays(7) + "T16:00");
        body.put("startTo", time.today().plusDays(8) + "T10:00");
        assertThat(order(campaign, body).errors()).containsExactly("startTo:bulk.daily-window");
        body.put("startTo", time.today().plusDays(8) + "T16:00");
        assertThat(order(campaign, body).status()).isEqualTo(201);
    }

    @Test
    void plansForACompanyAndItsPersonWhereverTheChunksAreCut() {
        for (int between : List.of(0, 100)) {
            long campaign = campaigns.aCampaign("Firma und Person " + between);
            long company = campaigns.aCompany();
            long person = campaigns.aPersonAt(company);
            campaigns.assign(campaign, person);
            members(campaign, between);
            campaigns.assign(campaign, company);
            Answer ordered = order(campaign, body());
            assertThat(ordered.json().path("total").asInt()).isEqualTo(between + 2);
            while (!instances(ordered).isEmpty()) {
                runNextJob(ordered);
            }
            assertThat(progress(ordered).json().path("planned").asInt()).isEqualTo(between + 2);
            assertThat(openContacts(campaign)).isEqualTo(between + 2);
        }
    }

    @Test
    void leavesOutACompanyWhosePersonHasAnOpenContactForIt() {
        long campaign = campaigns.aCampaign("Für die Firma");
        long company = campaigns.aCompany();
        campaigns.assign(campaign, company);
        campaigns.contact(campaigns.aPlannedContact(campaigns.aPersonAt(company), campaign));
        assertThat(order(campaign, body()).json().path("total").asInt()).isZero();
    }

    @Test
    void endsWithTheCampaignEvenWhenItHasGivenUpTrying() {
        long campaign = campaigns.aCampaign("Gelöscht und aufgegeben");
        members(campaign, 2);
        Answer ordered = order(campaign, body());
        managementService.setJobRetries(nextJob(ordered).getId(), 0);
        campaigns.delete(campaign);
        assertThat(progress(ordered).json().path("stoppedBy").asString()).isEqualTo("campaign.deleted");
        assertThat(progress(ordered).json().path("stopReason").asString())
                .isEqualTo("Kampagne: Kampagne ist gelöscht.");
        runNextJob(ordered);
        assertThat(instances(ordered)).isEmpty();
        assertThat(walked(ordered)).containsExactly(IN_ONE_GO);
    }

    @Test
    void stopsWhenTheCampaignIsDeletedOnTheWay() {
        long campaign = campaigns.aCampaign("Unterwegs gelöscht");
        members(campaign, 3);
        Answer ordered = order(campaign, body());
        campaigns.delete(campaign);
        runNextJob(ordered);
        assertThat(walked(ordered)).containsExactly(IN_ONE_GO);
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
                        {"members":4,"planned":1,"performed":1,"notPerformed":1,"neverContacted":3,"waiting":1,\
                        "measuresPlanned":1,"measuresPerformed":1,"measuresNotPerformed":0,\
                        "othersPlanned":0,"othersPerformed":0,"othersNotPerformed":0}""");
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

    /** Whom a campaign does not have it has not reached, however often somebody talked to him about it. */
    @Test
    void contactsOfOthersStandApart() {
        long campaign = campaigns.aCampaign("Abseits");
        List<Long> members = members(campaign, 2);
        Map<String, Object> performed = campaigns.aPlannedContact(campaigns.aCompany(), campaign);
        campaigns.contact(performed);
        performed.put("status", "PERFORMED");
        performed.put("start", "2026-01-10T09:00");
        performed.put("duration", "00:15");
        campaigns.contact(performed);
        campaigns.contact(performed);
        performed.put("addressId", members.get(0));
        campaigns.contact(performed);
        campaigns.remove(campaign, members.get(1));
        performed.put("addressId", members.get(1));
        performed.put("status", "NOT_PERFORMED");
        campaigns.contact(performed);

        assertThat(api.as("paul").get("/api/campaigns/" + campaign + "/results").text())
                .isEqualTo("""
                        {"members":1,"planned":0,"performed":1,"notPerformed":0,"neverContacted":0,"waiting":0,\
                        "measuresPlanned":0,"measuresPerformed":0,"measuresNotPerformed":0,\
                        "othersPlanned":1,"othersPerformed":2,"othersNotPerformed":1}""");
        assertThat(pages.as("anna").get("/campaigns/" + campaign + "/results").text())
                .contains("Nicht mitgezählt: 4 Kontaktvorgänge", "(1 geplant, 2 durchgeführt, 1 nicht durchgeführt)");
        assertThat(pages.as("anna")
                        .inEnglish()
                        .get("/campaigns/" + campaign + "/results")
                        .text())
                .contains("Not counted here: 4 contacts", "(1 planned, 2 performed, 1 not performed)");
    }

    /** The contact of a contact person stands with her company, and is what comes next for her. */
    @Test
    void showsTheNextStepOfContactPersonsToo() {
        long campaign = campaigns.aCampaign("Schritte mit Personen");
        long company = campaigns.aCompany();
        long person = campaigns.aPersonAt(company);
        long colleague = campaigns.aPersonAt(company);
        campaigns.assign(campaign, person);
        campaigns.assign(campaign, colleague);
        Map<String, Object> planned = campaigns.aPlannedContact(person, campaign);
        planned.put("subject", "Rückruf an sie");
        campaigns.contact(planned);
        Map<String, Object> performed = campaigns.aPlannedContact(person, campaign);
        performed.putAll(Map.of(
                "status", "PERFORMED", "start", "2026-01-10T09:00", "duration", "00:15", "subject", "Erster Anruf"));
        campaigns.contact(performed);

        JsonNode items = api.as("anna")
                .get("/api/campaigns/" + campaign + "/next-steps")
                .json()
                .path("items");

        assertThat(items.size()).isEqualTo(2);
        assertThat(items.get(0).path("addressId").asString()).isEqualTo(String.valueOf(person));
        assertThat(items.get(0).path("next").path("subject").asString()).isEqualTo("Rückruf an sie");
        assertThat(items.get(0).path("last").path("subject").asString()).isEqualTo("Erster Anruf");
        assertThat(items.get(1).path("next").isNull()).as("her colleague's").isTrue();
        assertThat(items.get(1).path("last").isNull()).as("her colleague's").isTrue();
    }

    @Test
    void spreadsStartsOverWorkingHours() {
        StartSlots week = new StartSlots(
                OffsetDateTime.parse("2026-11-27T09:00:00+01:00").toInstant(),
                OffsetDateTime.parse("2026-11-30T10:00:00+01:00").toInstant(),
                time.zone(),
                work);
        assertThat(week.start(0, 10)).isEqualTo("2026-11-27T09:00:00+01:00");
        assertThat(week.start(1, 10)).isEqualTo("2026-11-27T09:15:00+01:00");
        assertThat(week.start(5, 10)).isEqualTo("2026-11-30T09:00:00+01:00");
        assertThat(week.start(9, 10)).isEqualTo("2026-11-30T10:00:00+01:00");
        StartSlots weekend = new StartSlots(
                OffsetDateTime.parse("2026-11-28T09:00:00+01:00").toInstant(),
                OffsetDateTime.parse("2026-11-28T09:00:00+01:00").toInstant(),
                time.zone(),
                work);
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
                .processInstanceBusinessKey(ordered.json().path("id").asString(), BulkPlanBpmn.KEY)
                .list();
    }

    private List<String> walked(Answer ordered) {
        return walks.of(BulkPlanBpmn.KEY, ordered.json().path("id").asLong());
    }

    private void runNextJob(Answer ordered) {
        managementService.executeJob(nextJob(ordered).getId());
    }

    private Job nextJob(Answer ordered) {
        return managementService
                .createJobQuery()
                .processInstanceId(instances(ordered).get(0).getId())
                .singleResult();
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
