package dev.rapport.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.BulkChangeBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.WorkingTime;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Consistency;
import dev.rapport.support.Deployments;
import dev.rapport.support.Jobs;
import dev.rapport.support.SecondTasks;
import dev.rapport.support.TestUsers;
import dev.rapport.support.Walks;
import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Many contacts or measures of a list changed at once: each by its own rules, none twice. */
@IntegrationTest
class BulkChangeTest {

    @Autowired
    private WorkingTime work;

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Jobs jobs;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private ChangeNextEntries changeNextEntries;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BusinessTime time;

    @Autowired
    private Walks walks;

    @Autowired
    private Consistency consistency;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private Deployments deployments;

    @Test
    void closesThoseThatCanBeClosedAndSaysOfTheOthersWhyNot() {
        Existing begun = contacts.aPlannedContact().startingAt(justNow()).create();
        Existing ahead = contacts.aPlannedContact().create();
        Existing closed = contacts.aPerformedContact().create();
        Answer order = order(
                ids(begun.id(), ahead.id(), closed.id(), 999_999_999L),
                Map.of("action", "close", "outcome", "performed", "duration", "00:20", "infotext", "Erreicht"));
        assertThat(order.status()).as(order.text()).isEqualTo(202);
        assertThat(order.header("Location")).isEqualTo("/api/changes/" + id(order));
        assertThat(order.json().path("status").asString()).isEqualTo("running");

        run(order);

        JsonNode done = progress(order);
        assertThat(done.path("status").asString()).isEqualTo("done");
        assertThat(done.path("handled").asInt()).isEqualTo(4);
        assertThat(done.path("changed").asInt()).isEqualTo(1);
        assertThat(reasons(done)).hasSize(3);
        assertThat(reasons(done).get(0)).contains("wann er wirklich begonnen hat");
        assertThat(reasons(done).get(1)).startsWith("Wurde schon fertiggestellt, von Anna Berger");
        JsonNode now = contacts.read(begun.id()).json();
        assertThat(now.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(now.path("duration").asString()).isEqualTo("00:20");
        assertThat(now.path("infotext").asString()).isEqualTo("Erreicht");
        assertThat(now.path("closedBy").asString()).isEqualTo("anna");
        assertThat(contacts.read(ahead.id()).json().path("status").asString()).isEqualTo("PLANNED");
        assertThat(walks.of(BulkChangeBpmn.KEY, id(order)))
                .containsExactly(
                        BulkChangeBpmn.START_EVENT_BULK_CHANGE,
                        BulkChangeBpmn.GATEWAY_NEXT,
                        BulkChangeBpmn.SERVICE_TASK_CHANGE_NEXT_ENTRIES,
                        BulkChangeBpmn.GATEWAY_MORE,
                        BulkChangeBpmn.END_EVENT_CHANGED);
    }

    /** Rule 18: what was planned for later began when it is said; what lies behind began as planned. */
    @Test
    void closesThoseThatWerePlannedForLaterWhenItIsSaidWhenTheyBegan() {
        Existing begun = contacts.aPlannedContact().startingAt(justNow()).create();
        Existing ahead = contacts.aPlannedContact().create();
        String asPlanned = contacts.read(begun.id()).json().path("start").asString();
        OffsetDateTime began = time.nowLocal()
                .toOffsetDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .minusMinutes(50);
        Answer order = order(
                ids(begun.id(), ahead.id()),
                Map.of("action", "close", "outcome", "performed", "start", began.toString(), "duration", "00:20"));

        run(order);

        assertThat(progress(order).path("changed").asInt()).isEqualTo(2);
        assertThat(OffsetDateTime.parse(
                        contacts.read(ahead.id()).json().path("start").asString()))
                .isEqualTo(began);
        assertThat(contacts.read(begun.id()).json().path("start").asString()).isEqualTo(asPlanned);
        Answer future = order(
                ids(ahead.id()),
                Map.of(
                        "action",
                        "close",
                        "outcome",
                        "performed",
                        "start",
                        began.plusHours(3).toString()));
        assertThat(future.status()).isEqualTo(422);
        assertThat(future.text()).contains("Liegt in der Zukunft");
    }

    @Test
    void asksForTheDurationThatATypeNeedsOfEach() {
        Existing begun = contacts.aPlannedContact().startingAt(justNow()).create();
        Answer order = order(ids(begun.id()), Map.of("action", "close", "outcome", "performed"));
        run(order);
        assertThat(reasons(progress(order)).get(0)).contains("Dauer");
        assertThat(contacts.close(begun).status()).isEqualTo(200);
    }

    @Test
    void closesAsNotPerformedWithTheReasonAsInfotext() {
        Existing ahead = contacts.aPlannedContact().withReminder().create();
        Answer order = order(
                ids(ahead.id()), Map.of("action", "close", "outcome", "notPerformed", "infotext", "Messe abgesagt"));
        run(order);
        assertThat(progress(order).path("changed").asInt()).isEqualTo(1);
        JsonNode now = contacts.read(ahead.id()).json();
        assertThat(now.path("status").asString()).isEqualTo("NOT_PERFORMED");
        assertThat(now.path("infotext").asString()).isEqualTo("Messe abgesagt");
    }

    /** Rule 35: what waits for somebody's approval is left to him. */
    @Test
    void leavesAloneWhatWaitsForAnotherTask() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(SecondTasks.MANAGERS));
        try {
            Existing waiting = contacts.aPlannedContact().startingAt(justNow()).create();
            assertThat(contacts.close(waiting).status()).isEqualTo(200);
            Answer order = order(ids(waiting.id()), Map.of("action", "close", "outcome", "notPerformed"));
            run(order);
            assertThat(reasons(progress(order)).get(0)).startsWith("Wartet auf „Freigabe“");
            Existing still = contacts.read(waiting.id());
            assertThat(still.json().path("status").asString()).isEqualTo("PLANNED");
            assertThat(contacts.close(still, "maria", Map.of("outcome", "approved"))
                            .status())
                    .isEqualTo(200);
        } finally {
            deployments.remove();
            consistency.repair();
        }
    }

    @Test
    void movesToADayAndKeepsEachTimeOfDay() {
        Existing morning = contacts.aPlannedContact()
                .startingAt(time.today().plusDays(7) + "T08:15")
                .create();
        Existing evening = contacts.aPlannedContact()
                .startingAt(time.today().plusDays(9) + "T17:45")
                .create();
        String day = time.today().plusDays(30).toString();
        run(order(ids(morning.id(), evening.id()), Map.of("action", "move", "day", day)));
        assertThat(start(morning)).isEqualTo(day + "T08:15");
        assertThat(start(evening)).isEqualTo(day + "T17:45");
    }

    @Test
    void movesBySoManyWorkingDays() {
        LocalDate friday = time.today().plusDays(14);
        while (friday.getDayOfWeek() != java.time.DayOfWeek.FRIDAY) {
            friday = friday.plusDays(1);
        }
        Existing contact =
                contacts.aPlannedContact().startingAt(friday + "T10:00").create();
        run(order(ids(contact.id()), Map.of("action", "move", "workingDays", "2")));
        assertThat(start(contact)).isEqualTo(friday.plusDays(4) + "T10:00");
    }

    @Test
    void reassignsInTheNameOfWhoeverGaveTheOrder() {
        Existing one = contacts.aPlannedContact().create();
        Existing voided = contacts.aPlannedContact().create();
        assertThat(api.as("anna")
                        .post(
                                "/api/contacts/" + voided.id() + "/void",
                                Map.of("version", voided.version(), "reason", "Irrtum"))
                        .status())
                .isEqualTo(200);
        Answer order = order("ben", ids(one.id(), voided.id()), Map.of("action", "reassign", "responsible", "maria"));
        run(order);
        assertThat(contacts.read(one.id()).json().path("responsible").asString())
                .isEqualTo("maria");
        assertThat(jdbc.sql("""
                                select done_by from rapport.audit_entry
                                where subject_kind = 'contact' and subject_id = :id and field = 'responsible'""").param("id", one.id()).query(String.class).list())
                .containsExactly("ben");
        JsonNode refused = api.as("ben")
                .get("/api/changes/" + id(order))
                .json()
                .path("refused")
                .path("items");
        assertThat(refused.size()).isEqualTo(1);
        assertThat(refused.get(0).path("id").asLong()).isEqualTo(voided.id());
        assertThat(refused.get(0).path("number").asString()).isEqualTo(voided.number());
        assertThat(refused.get(0).path("reason").asString()).contains("storniert");
    }

    @Test
    void assignsACampaignOrNoneAndKnowsOfDeletedOnes() {
        long campaign = contacts.aCampaign(false);
        Existing contact = contacts.aPlannedContact().create();
        run(order(ids(contact.id()), Map.of("action", "assignCampaign", "campaignId", String.valueOf(campaign))));
        assertThat(contacts.read(contact.id()).json().path("campaignId").asLong())
                .isEqualTo(campaign);
        run(order(ids(contact.id()), Map.of("action", "assignCampaign")));
        assertThat(contacts.read(contact.id()).json().path("campaignId").isNull())
                .isTrue();
        assertThat(order(
                                ids(contact.id()),
                                Map.of("action", "assignCampaign", "campaignId", "" + contacts.aCampaign(true)))
                        .errors())
                .containsExactly("campaignId:campaign.deleted");
        Answer between = order(ids(contact.id()), Map.of("action", "assignCampaign", "campaignId", "" + campaign));
        campaigns.delete(campaign);
        run(between);
        assertThat(reasons(progress(between)).get(0)).contains("gelöscht");
    }

    @Test
    void plansAFollowUpOfEachWithTheSamePeople() {
        long company = contacts.aCompany();
        long person = contacts.aPersonAt(company);
        long campaign = contacts.aCampaign(false);
        Existing closed = contacts.aPerformedContact()
                .with("addressId", company)
                .with("contactPersonId", person)
                .with("campaignId", campaign)
                .responsible("maria")
                .create();
        run(order(ids(closed.id()), followUp(Map.of("workingDays", "3", "reminder", true, "reminderLead", "PT1H"))));
        JsonNode followUp = followUpOf(company);
        assertThat(followUp.path("contactPersonId").asLong()).isEqualTo(person);
        assertThat(followUp.path("campaignId").asLong()).isEqualTo(campaign);
        assertThat(followUp.path("responsible").asString()).isEqualTo("maria");
        assertThat(followUp.path("status").asString()).isEqualTo("PLANNED");
        assertThat(followUp.path("reminder").path("lead").asString()).isEqualTo("PT1H");
        assertThat(followUp.path("start").asString())
                .startsWith(work.plusWorkingDays(time.today(), 3).toString());
    }

    @Test
    void spreadsFollowUpsOverAWindow() {
        List<Long> companies = Stream.generate(contacts::aCompany).limit(2).toList();
        List<String> ids = companies.stream()
                .map(company -> ""
                        + contacts.aPerformedContact()
                                .with("addressId", company)
                                .create()
                                .id())
                .toList();
        LocalDate monday = time.today().plusDays(14).with(java.time.DayOfWeek.MONDAY);
        run(order(ids, followUp(Map.of("startFrom", monday + "T09:00", "startTo", monday + "T10:00"))));
        assertThat(companies.stream()
                        .map(company ->
                                followUpOf(company).path("start").asString().substring(0, 16)))
                .doesNotHaveDuplicates()
                .allSatisfy(start -> assertThat(start).startsWith(monday.toString()));
    }

    @Test
    void closesMovesAndReassignsMeasures() {
        TestCampaigns.Existing first = campaigns.aMeasure(campaigns.aCampaign("Viele Maßnahmen"));
        TestCampaigns.Existing second = campaigns.aMeasure(null);
        List<String> both = ids(first.id(), second.id());
        Answer days = orderMeasures(both, Map.of("action", "move", "workingDays", "1"));
        run(days);
        assertThat(reasons(progress(days)))
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).contains("Ohne geplanten Tag"));
        LocalDate day = time.today().plusDays(20);
        run(orderMeasures(both, Map.of("action", "move", "day", day.toString())));
        run(orderMeasures(both, Map.of("action", "move", "workingDays", "5")));
        run(orderMeasures(both, Map.of("action", "reassign", "responsible", "ben")));
        JsonNode moved = measure(first.id());
        assertThat(moved.path("plannedFor").asString())
                .isEqualTo(work.plusWorkingDays(day, 5).toString());
        assertThat(moved.path("responsible").asString()).isEqualTo("ben");
        Answer close = orderMeasures(both, Map.of("action", "close", "outcome", "performed"));
        run(close);
        assertThat(measure(first.id()).path("status").asString()).isEqualTo("PERFORMED");
        assertThat(reasons(progress(close))).singleElement().asString().startsWith("Kampagne prüfen: ");
        run(orderMeasures(ids(second.id()), Map.of("action", "close", "outcome", "notPerformed")));
        assertThat(measure(second.id()).path("status").asString()).isEqualTo("NOT_PERFORMED");
        assertThat(orderMeasures(both, Map.of("action", "planFollowUp")).errors())
                .containsExactly("action:not-found");
    }

    @Test
    void meansAllThatPassesTheFilterWhenItIsGiven() {
        long company = contacts.aCompany();
        Existing one = contacts.aPlannedContact().with("addressId", company).create();
        Existing two = contacts.aPlannedContact().with("addressId", company).create();
        contacts.aPerformedContact().with("addressId", company).create();
        Map<String, Object> body = new HashMap<>();
        body.put("list", "contacts");
        body.put("filter", Map.of("address", "" + company, "status", List.of("planned")));
        body.put("change", Map.of("action", "reassign", "responsible", "ben"));
        Answer order = api.as("anna").post("/api/changes", body);
        assertThat(order.json().path("total").asInt()).as(order.text()).isEqualTo(2);
        Existing later = contacts.aPlannedContact().with("addressId", company).create();
        run(order);
        assertThat(Stream.of(one, two, later)
                        .map(each -> contacts.read(each.id())
                                .json()
                                .path("responsible")
                                .asString("")))
                .containsExactly("ben", "ben", "");
        body.put("filter", Map.of("address", "999999999"));
        assertThat(api.as("anna").post("/api/changes", body).errors()).containsExactly("ids:bulk.nothing-meant");
    }

    @Test
    void refusesEverythingThatIsWrongAtOnceAndWritesNothing() {
        long before = orders();
        assertThat(order(List.of(), Map.of("action", "close")).errors())
                .containsExactlyInAnyOrder("ids:required", "outcome:required");
        assertThat(order(ids(1), Map.of("action", "close", "outcome", "performed", "duration", "1:99"))
                        .errors())
                .containsExactly("duration:duration.invalid");
        assertThat(order(ids(1), Map.of("action", "move", "workingDays", "0")).errors())
                .containsExactly("workingDays:bulk.working-days");
        assertThat(order(ids(1), Map.of("action", "move")).errors()).containsExactly("day:required");
        assertThat(order(ids(1), Map.of("action", "reassign", "responsible", "niemand"))
                        .errors())
                .containsExactly("responsible:not-a-user");
        assertThat(order(ids(1), Map.of("action", "planFollowUp")).errors())
                .containsExactlyInAnyOrder(
                        "startFrom:required", "startTo:required", "subject:required", "type:required");
        assertThat(order(ids(1), Map.of("action", "dance")).errors()).containsExactly("action:not-found");
        assertThat(order(ids(1), Map.of()).errors()).containsExactly("action:required");
        assertThat(order(List.of("x"), Map.of("action", "reassign")).errors()).containsExactly("ids:not-found");
        assertThat(api.as("anna").post("/api/changes", Map.of()).errors())
                .containsExactlyInAnyOrder("list:required", "ids:required");
        assertThat(api.as("anna")
                        .post("/api/changes", Map.of("list", "contacts", "filter", Map.of("status", List.of("x"))))
                        .errors())
                .containsExactlyInAnyOrder("status:invalid", "action:required");
        assertThat(orders()).isEqualTo(before);
    }

    @Test
    void refusesMoreThanAnybodyOversees() {
        List<String> many = Stream.iterate(1L, id -> id + 1)
                .limit(10_001)
                .map(String::valueOf)
                .toList();
        Answer refused = order(many, Map.of("action", "reassign"));
        assertThat(refused.errors()).containsExactly("ids:bulk.too-many");
        assertThat(refused.text()).contains("Mehr als 10.000 auf einmal gehen nicht.");
    }

    @Test
    void isStoppedAndKeepsWhatIsDoneEvenWhenItHasGivenUpTrying() {
        List<String> measures = measures(60);
        Answer order = orderMeasures(measures, Map.of("action", "reassign", "responsible", "ben"));
        managementService.executeJob(jobs.only(instance(order).getId()).getId());
        assertThat(progress(order).path("handled").asInt()).isEqualTo(ChangeNextEntries.CHUNK);
        managementService.setJobRetries(jobs.only(instance(order).getId()).getId(), 0);
        String stop = "/api/changes/" + id(order) + "/stop";
        assertThat(api.as("paul").send("POST", stop, null).status()).isEqualTo(403);
        assertThat(api.as("ben").send("POST", stop, null).status()).isEqualTo(404);
        Answer stopped = api.as("maria").send("POST", stop, null);
        assertThat(stopped.json().path("status").asString()).isEqualTo("stopped");
        assertThat(stopped.json().path("stoppedBy").asString()).isEqualTo("cancelled");
        assertThat(stopped.json().path("stopReason").asString()).contains("Maria Hoffmann");
        jobs.runDue(instance(order).getId());
        assertThat(instances(order)).isEmpty();
        assertThat(ofBen(measures)).isEqualTo(ChangeNextEntries.CHUNK);
    }

    /** Whatever was committed before the power was gone is not done again, and what was not is done once. */
    @Test
    void changesNothingTwiceAfterACrash() {
        List<String> measures = measures(60);
        Answer order = orderMeasures(measures, Map.of("action", "reassign", "responsible", "ben"));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    changeNextEntries.next(id(order));
                    throw new IllegalStateException("the power is gone");
                }))
                .hasMessage("the power is gone");
        assertThat(ofBen(measures)).as("nothing was committed").isZero();
        assertThat(progress(order).path("handled").asInt()).isZero();

        assertThat(changeNextEntries.next(id(order))).isTrue();
        assertThat(ofBen(measures)).as("committed, but not the job").isEqualTo(ChangeNextEntries.CHUNK);
        run(order);

        assertThat(progress(order).path("changed").asInt()).isEqualTo(60);
        assertThat(ofBen(measures)).isEqualTo(60);
        assertThat(jdbc.sql("""
                                select count(*) from rapport.audit_entry
                                where subject_kind = 'measure' and field = 'responsible'
                                  and subject_id = any (cast(:ids as bigint[]))""")
                        .param("ids", measures.stream().map(Long::valueOf).toArray(Long[]::new))
                        .query(Long.class)
                        .single())
                .as("each once")
                .isEqualTo(60);
        assertThat(changeNextEntries.next(id(order)))
                .as("a job that comes back finds nothing to do")
                .isFalse();
    }

    @Test
    void plansNoFollowUpTwiceWhenTwoWorkAtTheSameOrder() throws Exception {
        long company = contacts.aCompany();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(""
                    + contacts.aPerformedContact()
                            .with("addressId", company)
                            .create()
                            .id());
        }
        Answer order = order(ids, followUp(Map.of("workingDays", "2")));
        Thread other = new Thread(() -> changeNextEntries.next(id(order)));
        other.start();
        changeNextEntries.next(id(order));
        other.join();
        run(order);
        assertThat(progress(order).path("changed").asInt()).isEqualTo(8);
        assertThat(jdbc.sql("select count(*) from rapport.contact where address_id = :company and status = 'PLANNED'")
                        .param("company", company)
                        .query(Long.class)
                        .single())
                .isEqualTo(8);
    }

    @Test
    void endsWhenWhoeverGaveTheOrderMayNotWriteAnyMore() {
        String login = "weg" + UUID.randomUUID().toString().substring(0, 8);
        createUser.create(login, "Vera", "Weg", login + "@rapport.example", TestUsers.PASSWORD, List.of(Group.STAFF));
        Existing contact = contacts.aPlannedContact().create();
        Answer order = order(login, ids(contact.id()), Map.of("action", "reassign", "responsible", "ben"));
        assertThat(order.status()).as(order.text()).isEqualTo(202);
        jdbc.sql("update rapport.app_user set enabled = false where user_id = :login")
                .param("login", login)
                .update();
        run(order);
        JsonNode ended = api.as("maria").get("/api/changes/" + id(order)).json();
        assertThat(ended.path("status").asString()).isEqualTo("stopped");
        assertThat(ended.path("stopReason").asString())
                .isEqualTo("Wer das begonnen hat, darf hier nichts mehr ändern.");
        assertThat(contacts.read(contact.id()).json().path("responsible").asString(""))
                .isEmpty();
    }

    @Test
    void isSeenByWhoeverGaveItAndByManagers() {
        Existing contact = contacts.aPlannedContact().create();
        Answer order = order(ids(contact.id()), Map.of("action", "reassign"));
        String path = "/api/changes/" + id(order);
        assertThat(api.as("anna").get(path).status()).isEqualTo(200);
        assertThat(api.as("maria").get(path).status()).isEqualTo(200);
        assertThat(api.as("ben").get(path).status()).isEqualTo(404);
        assertThat(api.as("paul").get(path).status()).isEqualTo(403);
        run(order);
    }

    @Test
    void startsOnceForOneKey() {
        Existing contact = contacts.aPlannedContact().create();
        Api anna = api.as("anna").with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> body = body(ids(contact.id()), Map.of("action", "reassign"));
        Answer first = anna.post("/api/changes", body);
        Answer again = anna.post("/api/changes", body);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(anna.post("/api/changes", body(ids(1), Map.of("action", "reassign")))
                        .status())
                .isEqualTo(409);
        run(first);
    }

    @Test
    void anOrderThatLostItsInstanceIsFoundAndGoesOn() {
        Existing contact = contacts.aPlannedContact().create();
        Answer order = order(ids(contact.id()), Map.of("action", "reassign", "responsible", "ben"));
        runtimeService.deleteProcessInstance(instance(order).getId(), "lost");
        assertThat(consistency.found()).contains("instance-missing bulkChange " + id(order));
        consistency.repair();
        run(order);
        assertThat(progress(order).path("status").asString()).isEqualTo("done");
    }

    private static Map<String, Object> followUp(Map<String, Object> more) {
        Map<String, Object> said = new HashMap<>(more);
        said.put("action", "planFollowUp");
        said.put("type", "CALL");
        said.put("subject", "Nachfassen");
        return said;
    }

    private JsonNode followUpOf(long company) {
        long id = jdbc.sql("""
                        select id from rapport.contact
                        where address_id = :company and subject = 'Nachfassen' and created_by = 'anna'""").param("company", company).query(Long.class).single();
        return contacts.read(id).json();
    }

    private List<String> measures(int count) {
        return Stream.generate(() -> "" + campaigns.aMeasure(null).id())
                .limit(count)
                .toList();
    }

    private long ofBen(List<String> measures) {
        return jdbc.sql("""
                        select count(*) from rapport.measure
                        where responsible = 'ben' and id = any (cast(:ids as bigint[]))""")
                .param("ids", measures.stream().map(Long::valueOf).toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    private JsonNode measure(long id) {
        return api.as("anna").get("/api/measures/" + id).json();
    }

    private long orders() {
        return jdbc.sql("select count(*) from rapport.bulk_change")
                .query(Long.class)
                .single();
    }

    private String justNow() {
        return time.nowLocal().minusMinutes(2).toLocalDateTime().toString();
    }

    private String start(Existing contact) {
        return LocalDateTime.parse(contacts.read(contact.id())
                        .json()
                        .path("start")
                        .asString()
                        .substring(0, 16))
                .toString();
    }

    private static List<String> ids(long... ids) {
        return java.util.Arrays.stream(ids).mapToObj(String::valueOf).toList();
    }

    private static Map<String, Object> body(List<String> ids, Map<String, Object> change) {
        return new HashMap<>(Map.of("list", "contacts", "ids", ids, "change", change));
    }

    private Answer order(List<String> ids, Map<String, Object> change) {
        return order("anna", ids, change);
    }

    private Answer order(String user, List<String> ids, Map<String, Object> change) {
        return api.as(user).post("/api/changes", body(ids, change));
    }

    private Answer orderMeasures(List<String> ids, Map<String, Object> change) {
        Map<String, Object> body = body(ids, change);
        body.put("list", "measures");
        return api.as("anna").post("/api/changes", body);
    }

    private void run(Answer order) {
        assertThat(order.status()).as(order.text()).isEqualTo(202);
        jobs.runDue(instance(order).getId());
        assertThat(instances(order)).isEmpty();
    }

    private static long id(Answer order) {
        return order.json().path("id").asLong();
    }

    private JsonNode progress(Answer order) {
        return api.as("maria").get("/api/changes/" + id(order)).json();
    }

    private static List<String> reasons(JsonNode order) {
        return order.path("refused")
                .path("items")
                .valueStream()
                .map(refused -> refused.path("reason").asString())
                .toList();
    }

    private ProcessInstance instance(Answer order) {
        return instances(order).get(0);
    }

    private List<ProcessInstance> instances(Answer order) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey("" + id(order), BulkChangeBpmn.KEY)
                .list();
    }
}
