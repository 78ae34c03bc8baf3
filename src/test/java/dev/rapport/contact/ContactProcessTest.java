package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.ModelCoverage;
import dev.rapport.support.Tasklist;
import dev.rapport.support.Walks;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.ProcessEngineTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through {@code contact.bpmn}, walked by the requests that people send. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactProcessTest {

    private static final String[] TO_THE_TASK = {
        ContactBpmn.START_EVENT_CONTACT,
        ContactBpmn.SERVICE_TASK_REGISTER_CONTACT,
        ContactBpmn.GATEWAY_PLANNED,
        ContactBpmn.GATEWAY_REMINDER_WANTED,
        ContactBpmn.GATEWAY_CARRY_OUT,
        ContactBpmn.USER_TASK_CARRY_OUT_CONTACT
    };

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private BusinessTime time;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private Walks walks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ModelCoverage coverage;

    @BeforeAll
    void startCoverage() {
        coverage.start();
    }

    @BeforeEach
    void useTheEngine() {
        ProcessEngineTests.init(engine);
    }

    @AfterAll
    void everyElementAndEveryFlowWasWalked() {
        var covered = coverage.stop(engine, ContactBpmn.KEY);
        assertThat(covered.missed()).isEmpty();
        assertThat(covered.share()).isEqualTo(1.0);
    }

    @Test
    void aPlannedContactBecomesTheTaskOfItsCreator() {
        Existing contact = contacts.aPlannedContact().create();

        ProcessInstance instance = instance(contact);
        assertThat(instance).isStarted().isWaitingAtExactly(ContactBpmn.USER_TASK_CARRY_OUT_CONTACT);
        assertThat(instance)
                .hasVariables("status", "reminder", "assignee", "dueDate", "start", "addressName", "subject");
        assertThat(instance).variables().containsEntry("status", "PLANNED").containsEntry("reminder", false);
        assertThat(instance)
                .task()
                .isAssignedTo("anna")
                .hasCandidateGroupAssociated("staff")
                .hasDueDate(Date.from(start(contact)))
                .hasName("Kontakt durchführen");
        assertThat(walks.of(ContactBpmn.KEY, contact.id())).containsExactly(TO_THE_TASK);
    }

    @Test
    void theTaskBelongsToTheResponsible() {
        Existing contact = contacts.aPlannedContact().responsible("ben").create();

        assertThat(instance(contact)).task().isAssignedTo("ben");
    }

    @Test
    void aWishedReminderIsScheduledBeforeTheTask() {
        Existing contact = contacts.aPlannedContact().withReminder().create();

        assertThat(walks.of(ContactBpmn.KEY, contact.id()))
                .containsExactly(
                        ContactBpmn.START_EVENT_CONTACT,
                        ContactBpmn.SERVICE_TASK_REGISTER_CONTACT,
                        ContactBpmn.GATEWAY_PLANNED,
                        ContactBpmn.GATEWAY_REMINDER_WANTED,
                        ContactBpmn.SERVICE_TASK_SCHEDULE_REMINDER,
                        ContactBpmn.GATEWAY_CARRY_OUT,
                        ContactBpmn.USER_TASK_CARRY_OUT_CONTACT);
        assertThat(contact.reminderId()).isPositive();
    }

    @Test
    void performedEndsAsPerformedAndTakesTheReminderAlong() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        ProcessInstance instance = instance(contact);

        var closed = contacts.close(
                contact, "ben", Map.of("outcome", "performed", "duration", "00:25", "infotext", "war nett"));

        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(instance).isEnded();
        assertThat(walks.of(instance.getId()))
                .containsSubsequence(
                        ContactBpmn.USER_TASK_CARRY_OUT_CONTACT,
                        ContactBpmn.SERVICE_TASK_CHECK_OUTCOME,
                        ContactBpmn.GATEWAY_OUTCOME,
                        ContactBpmn.SERVICE_TASK_RECORD_PERFORMED,
                        ContactBpmn.GATEWAY_RECORDED,
                        ContactBpmn.SERVICE_TASK_REMOVE_REMINDERS,
                        ContactBpmn.GATEWAY_CLOSED,
                        ContactBpmn.GATEWAY_CLOSED_AS,
                        ContactBpmn.END_EVENT_PERFORMED);
        var now = contacts.read(contact.id()).json();
        assertThat(now.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(now.path("duration").asString()).isEqualTo("00:25");
        assertThat(now.path("infotext").asString()).isEqualTo("war nett");
        assertThat(now.path("closedBy").asString()).isEqualTo("ben");
        assertThat(now.path("reminder").isNull()).isTrue();
        assertThat(closed.json()
                        .path("rules")
                        .valueStream()
                        .map(rule -> rule.path("kind").asString() + " "
                                + rule.path("name").asString() + " "
                                + rule.path("result").asString()))
                .containsExactly(
                        "condition Ergebnis prüfen ok",
                        "step Durchgeführt festhalten ok",
                        "event Erinnerungen entfernen ok");
    }

    @Test
    void notPerformedKeepsStartAndDurationAndTakesTheReason() {
        Existing contact = contacts.aPlannedContact().create();
        ProcessInstance instance = instance(contact);

        contacts.close(
                contact,
                "anna",
                Map.of(
                        "outcome",
                        "notPerformed",
                        "duration",
                        "03:00",
                        "start",
                        "2026-01-01T10:00",
                        "infotext",
                        "Krank"));

        assertThat(instance).isEnded();
        assertThat(walks.of(instance.getId()))
                .containsSubsequence(
                        ContactBpmn.SERVICE_TASK_CHECK_OUTCOME,
                        ContactBpmn.GATEWAY_OUTCOME,
                        ContactBpmn.SERVICE_TASK_RECORD_NOT_PERFORMED,
                        ContactBpmn.GATEWAY_RECORDED,
                        ContactBpmn.SERVICE_TASK_REMOVE_REMINDERS,
                        ContactBpmn.GATEWAY_CLOSED,
                        ContactBpmn.GATEWAY_CLOSED_AS,
                        ContactBpmn.END_EVENT_NOT_PERFORMED);
        var now = contacts.read(contact.id()).json();
        assertThat(now.path("status").asString()).isEqualTo("NOT_PERFORMED");
        assertThat(now.path("start")).isEqualTo(contact.json().path("start"));
        assertThat(now.path("duration").asString()).isEqualTo("00:00");
        assertThat(now.path("infotext").asString()).isEqualTo("Krank");
    }

    @Test
    void aPerformedContactIsClosedAtOnce() {
        Existing contact = contacts.aPerformedContact().create();

        assertThat(contact.json().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(contact.json().path("taskId").isNull()).isTrue();
        assertThat(walks.of(ContactBpmn.KEY, contact.id()))
                .containsExactly(
                        ContactBpmn.START_EVENT_CONTACT,
                        ContactBpmn.SERVICE_TASK_REGISTER_CONTACT,
                        ContactBpmn.GATEWAY_PLANNED,
                        ContactBpmn.GATEWAY_CLOSED,
                        ContactBpmn.GATEWAY_CLOSED_AS,
                        ContactBpmn.END_EVENT_PERFORMED);
    }

    @Test
    void aContactThatDidNotHappenIsClosedAtOnce() {
        Existing contact = contacts.aPerformedContact()
                .with("status", "notPerformed")
                .with("duration", "00:00")
                .create();

        assertThat(contact.json().path("status").asString()).isEqualTo("NOT_PERFORMED");
        assertThat(walks.of(ContactBpmn.KEY, contact.id()))
                .containsExactly(
                        ContactBpmn.START_EVENT_CONTACT,
                        ContactBpmn.SERVICE_TASK_REGISTER_CONTACT,
                        ContactBpmn.GATEWAY_PLANNED,
                        ContactBpmn.GATEWAY_CLOSED,
                        ContactBpmn.GATEWAY_CLOSED_AS,
                        ContactBpmn.END_EVENT_NOT_PERFORMED);
    }

    /** Performed before its planned start, and nobody said when: then it was now. */
    @Test
    void performedAheadOfTimeAsksForTheStartAndProposesNow() {
        Existing contact = contacts.aPlannedContact().create();
        String path = "/api/contacts/" + contact.id() + "/outcome";
        Map<String, Object> outcome = Map.of("version", 0, "outcome", "performed", "duration", "00:15");

        var asked = api.as("anna").post(path, outcome);

        assertThat(asked.errors()).containsExactly("start:start.required");
        assertThat(asked.json().path("rule").path("step").asString()).isEqualTo("serviceTask_recordPerformed");
        String proposed = asked.json().path("errors").path(0).path("proposed").asString();
        assertThat(OffsetDateTime.parse(proposed).toInstant())
                .isBetween(time.now().minusSeconds(120), time.now());
        assertThat(contacts.read(contact.id()).json().path("status").asString()).isEqualTo("PLANNED");

        Map<String, Object> answered = new LinkedHashMap<>(outcome);
        answered.put("start", proposed);
        assertThat(api.as("anna").post(path, answered).status()).isEqualTo(200);
        assertThat(start(contacts.read(contact.id())))
                .isEqualTo(OffsetDateTime.parse(proposed).toInstant());
    }

    /** The form shows the planned start: sent back as it is, nobody has said when it really began. */
    @Test
    void inTasklistThePlannedStartIsNoAnswerEither() {
        Tasklist tasklist = Tasklist.of(api, "anna").in("de");
        Existing contact = contacts.aPlannedContact().create();
        String planned = time.today().plusDays(7) + "T10:00";

        for (Map<String, String> outcome : List.of(
                Map.of("outcome", "performed", "duration", "00:15"),
                Map.of("outcome", "performed", "duration", "00:15", "start", planned),
                Map.of("outcome", "performed", "duration", "00:15", "start", planned + ":00"))) {
            var asked = tasklist.complete(contact.taskId(), outcome);
            assertThat(asked.status()).as(asked.text()).isEqualTo(422);
            assertThat(asked.text()).contains("start.required", "vorgeschlagen ist jetzt");
        }
        assertThat(contacts.read(contact.id()).json().path("status").asString()).isEqualTo("PLANNED");
    }

    /** What a form hands in may be as people type it; what the API takes may not. */
    @Test
    void inTasklistDatesTimesAndDurationsAreUnderstoodAsTheyAreTyped() {
        Tasklist tasklist = Tasklist.of(api, "anna");
        String subject = "Getippt " + System.nanoTime();
        var body = contacts.aPlannedContact()
                .with("subject", subject)
                .with("start", "übermorgen 9:30 Uhr")
                .body();
        assertThat(tasklist.start(ContactBpmn.KEY, body).status()).isEqualTo(200);
        long id = jdbc.sql("select id from rapport.contact where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
        assertThat(contacts.read(id).json().path("start").asString())
                .startsWith(time.today().plusDays(2) + "T09:30");

        var completed = tasklist.complete(
                contacts.read(id).taskId(),
                Map.of("outcome", "performed", "start", "gestern 24:00", "duration", "1,5 h"));
        assertThat(completed.text()).contains("start.invalid");
        completed = tasklist.complete(
                contacts.read(id).taskId(), Map.of("outcome", "performed", "start", "gestern 16", "duration", "1,5 h"));
        assertThat(completed.status()).as(completed.text()).isLessThan(300);
        assertThat(contacts.read(id).json().path("start").asString())
                .startsWith(time.today().minusDays(1) + "T16:00");
        assertThat(contacts.read(id).json().path("duration").asString()).isEqualTo("01:30");

        Existing other = contacts.aPlannedContact().create();
        assertThat(contacts.close(
                                other,
                                "anna",
                                Map.of("outcome", "performed", "start", "gestern 16", "duration", "1,5 h"))
                        .errors())
                .containsExactlyInAnyOrder("start:start.invalid", "duration:duration.invalid");
    }

    @Test
    void tasklistRunsTheSameProcess() {
        Tasklist tasklist = Tasklist.of(api, "ben");
        String subject = "Aus Tasklist " + System.nanoTime();
        var body = contacts.aPlannedContact()
                .withReminder("PT1H")
                .with("subject", subject)
                .body();

        assertThat(tasklist.start(ContactBpmn.KEY, body).status()).isEqualTo(200);

        long id = jdbc.sql("select id from rapport.contact where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
        Existing contact = contacts.read(id);
        assertThat(contact.json().path("createdBy").asString()).isEqualTo("ben");
        assertThat(contact.json().path("reminder").path("lead").asString()).isEqualTo("PT1H");
        String yesterday = time.today().minusDays(1) + "T09:30";
        var completed = tasklist.complete(
                contact.taskId(),
                Map.of("outcome", "performed", "start", yesterday, "duration", "00:45", "infotext", "Bestellt"));
        assertThat(completed.status()).as(completed.text()).isLessThan(300);
        var now = contacts.read(id).json();
        assertThat(now.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(now.path("start").asString()).startsWith(yesterday);
        assertThat(now.path("duration").asString()).isEqualTo("00:45");
        assertThat(now.path("infotext").asString()).isEqualTo("Bestellt");
    }

    @Test
    void longTextsWithMarkupAndExpressionsAreStoredAsTheyAreTyped() {
        String description = "<script>alert(1)</script> ${canary} #{1+1} Zeile\n\tzwei 👋 "
                .repeat(400)
                .substring(0, 20_000);
        String infotext = "x".repeat(19_990) + "👋<b>fett</b>".substring(0, 10);
        Tasklist tasklist = Tasklist.of(api, "anna");
        String subject = "Lang " + System.nanoTime();
        var body = contacts.aPlannedContact()
                .with("description", description)
                .with("subject", subject)
                .body();

        var started = tasklist.start(ContactBpmn.KEY, body);
        assertThat(started.status()).as(started.text()).isEqualTo(200);

        long id = jdbc.sql("select id from rapport.contact where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
        Existing contact = contacts.read(id);
        assertThat(contact.json().path("description").asString()).isEqualTo(description);
        var completed = tasklist.complete(
                contact.taskId(),
                Map.of(
                        "outcome",
                        "performed",
                        "start",
                        time.today().minusDays(1) + "T09:30",
                        "duration",
                        "00:45",
                        "infotext",
                        infotext));
        assertThat(completed.status()).as(completed.text()).isLessThan(300);
        assertThat(contacts.read(id).json().path("infotext").asString()).isEqualTo(infotext);
    }

    /** A variable is not a way to take a step out of a model, nor to change what the use case decides. */
    @Test
    void variablesOfForeignNamesChangeNothing() {
        String subject = "Fremd " + System.nanoTime();
        var body = contacts.aPlannedContact()
                .with("subject", subject)
                .with("checkOutcome", "x")
                .with("removeReminders", "x")
                .with("draft", "x")
                .with("assignee", "paul")
                .with("createdBy", "maria")
                .with("unknown", "\u0000\ud800" + "y".repeat(5_000))
                .body();

        assertThat(Tasklist.of(api, "anna").start(ContactBpmn.KEY, body).status())
                .isEqualTo(200);

        long id = jdbc.sql("select id from rapport.contact where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
        Existing contact = contacts.read(id);
        assertThat(contact.json().path("createdBy").asString()).isEqualTo("anna");
        assertThat(instance(contact)).task().isAssignedTo("anna");
        assertThat(contacts.close(contact).status()).isEqualTo(200);
    }

    private ProcessInstance instance(Existing contact) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(Long.toString(contact.id()), ContactBpmn.KEY)
                .singleResult();
    }

    private static java.time.Instant start(Existing contact) {
        return java.time.OffsetDateTime.parse(contact.json().path("start").asString())
                .toInstant();
    }
}
