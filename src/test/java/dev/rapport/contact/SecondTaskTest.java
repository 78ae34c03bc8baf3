package dev.rapport.contact;

import static dev.rapport.support.SecondTasks.MANAGERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ContactBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.Consistency;
import dev.rapport.support.Deployments;
import dev.rapport.support.Jobs;
import dev.rapport.support.Rows;
import dev.rapport.support.SecondTasks;
import dev.rapport.support.Session;
import dev.rapport.support.Tasklist;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A process admin puts an approval before or after <i>Kontakt durchführen</i> (rule 35). */
@IntegrationTest
class SecondTaskTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default/task/";
    private static final String ONLY_MANAGERS = "Diese Aufgabe kann nur die Leitung abschließen.";

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Deployments deployments;

    @Autowired
    private Consistency consistency;

    @Autowired
    private TaskService taskService;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Clock clock;

    @Autowired
    private Rows rows;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
        // what a test has left open goes on in the standard
        consistency.repair();
    }

    /** The ways to complete a task. */
    enum Door {
        PAGE,
        API,
        TASKLIST
    }

    @Test
    void whatWasReportedIsKeptAndShownUntilTheManagerApproves() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        assertThat(contact.json().path("openTask").path("name").asString()).isEqualTo("Kontakt durchführen");
        assertThat(contact.json().path("openTask").path("next").asString()).isEqualTo("Anna Berger");
        assertThat(contact.json().path("openTask").path("mayComplete").asBoolean())
                .isTrue();
        assertThat(contact.json().path("reported").isNull()).isTrue();
        String planned = contact.json().path("start").asString();
        String held = heldAt();

        Answer reported = report(contact, held);
        assertThat(reported.status()).as(reported.text()).isEqualTo(200);
        assertThat(reported.json().path("status").asString()).isEqualTo("PLANNED");
        assertThat(reported.json().path("start").asString()).isEqualTo(planned);
        assertThat(reported.json().path("openTask").path("name").asString()).isEqualTo("Freigabe");
        assertThat(reported.json().path("openTask").path("next").asString()).isEqualTo("Leitung");
        assertThat(reported.json().path("openTask").path("mayComplete").asBoolean())
                .isFalse();

        Answer seen = api.as("maria").get("/api/contacts/" + contact.id());
        assertThat(seen.json().path("openTask").path("mayComplete").asBoolean()).isTrue();
        assertThat(seen.json()
                        .path("outcomes")
                        .valueStream()
                        .map(outcome -> outcome.path("code").asString()))
                .containsExactly("approved", "rejected");
        var report = seen.json().path("reported");
        assertThat(report.path("outcome").asString()).isEqualTo("performed");
        assertThat(report.path("label").asString()).isEqualTo("Durchgeführt");
        assertThat(report.path("start").asString()).startsWith(held);
        assertThat(report.path("duration").asString()).isEqualTo("00:15");
        assertThat(report.path("infotext").asString()).isEqualTo("War nett");
        assertThat(report.path("by").asString()).isEqualTo("anna");

        clock.advance(Duration.ofDays(3));
        complete(Door.API, "maria", contact, Map.of("outcome", "approved"));
        assertRecorded(contact, held, "00:15");
        assertThat(contacts.read(contact.id()).json().path("closedBy").asString())
                .isEqualTo("maria");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhomTheModelNamesCompletesItOnEveryDoor(Door door) {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        String held = heldAt();
        report(contact, held);
        Map<String, Long> before = rows.count();

        String refused = complete(door, "ben", contact, Map.of("outcome", "approved"));
        assertThat(refused).contains(ONLY_MANAGERS);
        assertThat(rows.count()).isEqualTo(before);

        complete(door, "maria", contact, Map.of("outcome", "approved"));
        assertRecorded(contact, held, "00:15");
    }

    /** Whoever is made the assignee might complete it; so nobody makes himself one. */
    @ParameterizedTest
    @ValueSource(strings = {"claim", "assignee", "unclaim", "complete"})
    void noDetourInTasklistLeadsToTheApproval(String detour) {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        report(contact, heldAt());
        String task = contacts.read(contact.id()).taskId();
        Session ben = Session.of(api, "ben").header("Accept-Language", "de");
        ben.get("/camunda/app/tasklist/default/");

        var answer = ben.json(
                "POST",
                ENGINE + task + "/" + detour,
                detour.equals("complete") || detour.equals("unclaim") ? "{}" : "{\"userId\": \"ben\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(ONLY_MANAGERS);
        assertThat(taskService.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
    }

    @Test
    void aManagerClaimsItAndHandsItOn() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        report(contact, heldAt());
        String task = contacts.read(contact.id()).taskId();
        Session maria = Session.of(api, "maria");
        maria.get("/camunda/app/tasklist/default/");

        assertThat(maria.json("POST", ENGINE + task + "/claim", "{\"userId\": \"maria\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(complete(Door.API, "ben", contact, Map.of("outcome", "approved")))
                .contains("Diese Aufgabe kann nur die Leitung oder Maria Hoffmann abschließen.");
        assertThat(maria.json("POST", ENGINE + task + "/assignee", "{\"userId\": \"ben\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(complete(Door.API, "anna", contact, Map.of("outcome", "approved")))
                .contains("Diese Aufgabe kann nur die Leitung oder Ben Yılmaz abschließen.");
        complete(Door.API, "ben", contact, Map.of("outcome", "approved"));
        assertThat(contacts.read(contact.id()).json().path("status").asString()).isEqualTo("PERFORMED");
    }

    /** What its only assignee hands back is not open to the colleagues who report. */
    @Test
    void aNamedPersonAloneCompletesItAndHandsItBackToManagersOnly() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact("camunda:assignee=\"ben\""));
        Existing contact = contacts.aPlannedContact().create();
        report(contact, heldAt());
        assertThat(complete(Door.API, "maria", contact, Map.of("outcome", "approved")))
                .contains("Diese Aufgabe kann nur Ben Yılmaz abschließen.");
        Session ben = Session.of(api, "ben");
        ben.get("/camunda/app/tasklist/default/");
        String task = contacts.read(contact.id()).taskId();
        assertThat(ben.json("POST", ENGINE + task + "/unclaim", "{}").statusCode())
                .isEqualTo(204);

        assertThat(complete(Door.API, "anna", contact, Map.of("outcome", "approved")))
                .contains(ONLY_MANAGERS);
        complete(Door.API, "maria", contact, Map.of("outcome", "approved"));
        assertThat(contacts.read(contact.id()).json().path("status").asString()).isEqualTo("PERFORMED");
    }

    @Test
    void staffCompleteATaskThatNamesNobodyAndNobodyElseDoes() {
        deployments.deploy("contact.bpmn", SecondTasks.plainApprovalAfterContact(""));
        Existing contact = contacts.aPlannedContact().create();
        report(contact, heldAt());
        Answer seen = api.as("paul").get("/api/contacts/" + contact.id());
        assertThat(seen.json().path("openTask").path("mayComplete").asBoolean()).isFalse();
        assertThat(seen.json().path("openTask").path("next").asString()).isEqualTo("Leitung, Sachbearbeitung");

        complete(Door.API, "ben", contact, Map.of());
        assertThat(contacts.read(contact.id()).json().path("status").asString()).isEqualTo("PERFORMED");
    }

    /** Nothing is asked, so nothing that is said changes what was reported. */
    @ParameterizedTest
    @EnumSource
    void anApprovalWithoutAChoiceLeavesTheReportedOutcome(Door door) {
        deployments.deploy("contact.bpmn", SecondTasks.plainApprovalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        String held = heldAt();
        report(contact, held);

        complete(door, "maria", contact, Map.of("outcome", door == Door.PAGE ? "" : "anything"));
        assertRecorded(contact, held, "00:15");
    }

    @Test
    void whatIsRejectedGoesBackAndIsReportedAnew() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        String held = heldAt();
        report(contact, held);
        complete(Door.API, "maria", contact, Map.of("outcome", "rejected", "infotext", "Dauer stimmt nicht"));

        Existing back = contacts.read(contact.id());
        assertThat(back.json().path("status").asString()).isEqualTo("PLANNED");
        assertThat(back.json().path("openTask").path("name").asString()).isEqualTo("Kontakt durchführen");
        assertThat(back.json().path("reported").path("duration").asString()).isEqualTo("00:15");
        assertThat(back.json().path("infotext").asString()).isEqualTo("War nett\nDauer stimmt nicht");

        assertThat(contacts.close(back, "anna", Map.of("outcome", "performed", "start", held, "duration", "00:20"))
                        .status())
                .isEqualTo(200);
        complete(Door.API, "maria", contact, Map.of("outcome", "approved"));
        Existing closed = contacts.read(contact.id());
        assertThat(closed.json().path("duration").asString()).isEqualTo("00:20");
        assertThat(closed.json().path("outcome").asString()).isEqualTo("performed");
        assertThat(closed.json().path("infotext").asString()).isEqualTo("War nett\nDauer stimmt nicht");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverApprovesMayCorrectStartAndDuration(Door door) {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        report(contact, heldAt());
        String corrected = clock.now()
                .minusHours(5)
                .toLocalDateTime()
                .withSecond(0)
                .withNano(0)
                .toString();

        complete(
                door,
                "maria",
                contact,
                Map.of("outcome", "approved", "start", corrected, "duration", "00:45", "infotext", "Geprüft"));
        Existing closed = contacts.read(contact.id());
        assertThat(closed.json().path("start").asString()).startsWith(corrected);
        assertThat(closed.json().path("duration").asString()).isEqualTo("00:45");
        assertThat(closed.json().path("infotext").asString()).contains("Geprüft");
        assertThat(closed.json().path("outcome").asString()).isEqualTo("performed");
    }

    @Test
    void refusesAReportThatCouldNotBeRecordedWhileItsAuthorIsThere() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        Map<String, Long> before = rows.count();
        assertThat(contacts.close(contact, "anna", Map.of("outcome", "performed"))
                        .errors())
                .containsExactly("duration:duration.required");
        assertThat(contacts.close(contact, "anna", Map.of("outcome", "anything", "duration", "00:15"))
                        .errors())
                .containsExactly("outcome:not-found");
        assertThat(rows.count()).isEqualTo(before);

        assertThat(contacts.close(contact, "anna", Map.of("outcome", "notPerformed", "infotext", "Verreist"))
                        .json()
                        .path("status")
                        .asString())
                .as("only what was performed is approved")
                .isEqualTo("NOT_PERFORMED");
    }

    @Test
    void theOutcomeOfAnEarlierTaskIsNoDecision() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        report(contact, heldAt());
        assertThat(contacts.close(contacts.read(contact.id()), "maria", Map.of())
                        .errors())
                .containsExactly("outcome:not-found");
        complete(Door.API, "maria", contact, Map.of("outcome", "approved"));
    }

    @Test
    void aChangeDuringTheApprovalLeavesTheReport() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        String held = heldAt();
        report(contact, held);
        var changed = contacts.change(
                contacts.read(contact.id()), Map.of("subject", "Anderer Betreff", "responsible", "ben"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("openTask").path("next").asString())
                .as("the approval stays where it is")
                .isEqualTo("Leitung");

        complete(Door.TASKLIST, "maria", contact, Map.of("outcome", "approved"));
        assertRecorded(contact, held, "00:15");
    }

    @Test
    void theReportOutlastsAnAsynchronousBoundary() {
        deployments.deploy(
                "contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS + " camunda:asyncBefore=\"true\""));
        Existing contact = contacts.aPlannedContact().create();
        String held = heldAt();
        Answer reported = report(contact, held);
        assertThat(reported.json().path("openTask").isNull()).isTrue();
        assertThat(reported.json().path("reported").path("infotext").asString()).isEqualTo("War nett");
        assertThat(Session.of(api, "anna").get("/contacts/" + contact.id()).body())
                .contains("Wird gerade fertiggestellt");

        assertThat(jobs.runDue(instance(contact))).isEqualTo(1);
        complete(Door.API, "maria", contact, Map.of("outcome", "approved"));
        assertRecorded(contact, held, "00:15");
    }

    /** A job closes it, in the name of whoever reported. */
    @Test
    void theReportIsRecordedWhenTheTimeToApproveIsOver() {
        deployments.deploy("contact.bpmn", SecondTasks.approvedByTimeAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        String held = heldAt();
        report(contact, held);
        String instance = instance(contact);
        clock.advance(Duration.ofDays(11));

        assertThat(jobs.runDue(instance)).isEqualTo(1);
        assertRecorded(contact, held, "00:15");
        assertThat(contacts.read(contact.id()).json().path("closedBy").asString())
                .isEqualTo("anna");
    }

    @Test
    void aReleaseComesBeforeTheContactIsCarriedOut() {
        deployments.deploy("contact.bpmn", SecondTasks.releaseBeforeContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().responsible("ben").create();
        assertThat(contact.json().path("openTask").path("name").asString()).isEqualTo("Vorprüfung");
        assertThat(complete(Door.API, "anna", contact, Map.of())).contains(ONLY_MANAGERS);
        // nothing is due before it is released, and its date is the contact's of then
        assertThat(contacts.change(contact, Map.of("responsible", "anna")).status())
                .isEqualTo(200);

        complete(Door.API, "maria", contact, Map.of("infotext", "Bitte auf Rabatt achten"));
        Existing released = contacts.read(contact.id());
        assertThat(released.json().path("openTask").path("name").asString()).isEqualTo("Kontakt durchführen");
        assertThat(released.json().path("openTask").path("next").asString()).isEqualTo("Anna Berger");
        assertThat(released.json().path("infotext").asString()).isEqualTo("Bitte auf Rabatt achten");
        assertThat(released.json().path("reported").isNull()).isTrue();

        // colleagues stand in for each other here
        assertThat(contacts.close(released, "ben", Map.of("outcome", "performed", "duration", "00:10"))
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("PERFORMED");
    }

    /** What is typed there is an addition, as to every closed contact (rule 23). */
    @Test
    void aTaskBehindTheClosingIsCompletedToo() {
        deployments.deploy("contact.bpmn", SecondTasks.workAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        assertThat(report(contact, heldAt()).json().path("status").asString()).isEqualTo("PERFORMED");
        String task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(contact.id()))
                .singleResult()
                .getId();
        assertThat(Tasklist.of(api, "ben")
                        .in("de")
                        .complete(task, Map.of("infotext", "Abgelegt"))
                        .message())
                .isEqualTo(ONLY_MANAGERS);
        assertThat(Tasklist.of(api, "maria")
                        .complete(task, Map.of("infotext", "Abgelegt"))
                        .status())
                .isEqualTo(204);
        assertThat(contacts.read(contact.id()).json().path("infotext").asString())
                .isEqualTo("War nett\nAbgelegt");
    }

    /** Staff and managers are granted the whole process; whomever else a model names is granted the task. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "camunda:assignee=\"paul\"",
                "camunda:candidateUsers=\"paul\"",
                "camunda:candidateGroups=\"processAdmin\""
            })
    void aTaskIsGrantedToWhoeverIsNamedBesideStaffAndManagers(String named) {
        deployments.deploy("contact.bpmn", SecondTasks.workAfterContact(named));
        Existing contact = contacts.aPlannedContact().responsible("anna").create();
        String own = contact.taskId();
        assertThat(grantsOf(own)).isZero();
        report(contact, heldAt());
        String task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(contact.id()))
                .singleResult()
                .getId();
        assertThat(grantsOf(task)).isEqualTo(1);
    }

    private long grantsOf(String task) {
        return authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.TASK)
                .resourceId(task)
                .count();
    }

    @Test
    void thePageSaysWhoIsNextAndOffersTheDecisionToThem() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        report(contact, heldAt());
        String page = "/contacts/" + contact.id();

        String anna = Session.of(api, "anna")
                .header("Accept-Language", "de")
                .get(page)
                .body();
        assertThat(anna)
                .contains("Freigabe, Leitung")
                .contains("Gemeldet: Durchgeführt")
                .contains("von Anna Berger");
        assertThat(anna).doesNotContain("name=\"outcome\"");
        String english = Session.of(api, "anna")
                .header("Accept-Language", "en")
                .get(page)
                .body();
        assertThat(english)
                .contains("Freigabe, Management")
                .contains("Reported: Performed")
                .contains("by Anna Berger");
        String maria = Session.of(api, "maria")
                .header("Accept-Language", "de")
                .get(page)
                .body();
        assertThat(maria)
                .contains("Freigabe, Leitung")
                .containsPattern("(?s)name=\"outcome\" value=\"approved\".{0,400}<span>Freigeben</span>")
                .containsPattern("(?s)name=\"outcome\" value=\"rejected\".{0,400}<span>Ablehnen</span>")
                .contains("value=\"00:15\"");
        String plain = Session.of(api, "anna")
                .get("/contacts/" + contacts.aPlannedContact().create().id())
                .body();
        assertThat(plain).doesNotContain("status-next").contains("value=\"performed\"");
    }

    @Test
    void aContactThatWaitsForApprovalIsListedAsOpenAndNotClosedWithOthers() {
        deployments.deploy("contact.bpmn", SecondTasks.approvalAfterContact(MANAGERS));
        Existing contact = contacts.aPlannedContact().create();
        report(contact, heldAt());
        Existing waiting = contacts.read(contact.id());

        Answer closed = api.as("maria")
                .with("Accept-Language", "de")
                .post(
                        "/api/bulk/close",
                        Map.of(
                                "contacts",
                                List.of(Map.of("id", waiting.id(), "version", waiting.version())),
                                "outcome",
                                "performed",
                                "duration",
                                "00:15"));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.text()).contains("Wartet auf „Freigabe“ (Leitung) und lässt sich nur dort abschließen.");
        assertThat(api.as("anna")
                        .get("/api/addresses/"
                                + contact.json().path("addressId").asLong() + "/history")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("status").asString()))
                .containsExactly("PLANNED");
        assertThat(contacts.read(contact.id()).json().path("status").asString()).isEqualTo("PLANNED");
    }

    private String heldAt() {
        return clock.now()
                .minusHours(2)
                .toLocalDateTime()
                .withSecond(0)
                .withNano(0)
                .toString();
    }

    private Answer report(Existing contact, String start) {
        return contacts.close(
                contact,
                "anna",
                Map.of("outcome", "performed", "start", start, "duration", "00:15", "infotext", "War nett"));
    }

    private String complete(Door door, String user, Existing contact, Map<String, String> outcome) {
        Existing now = contacts.read(contact.id());
        return switch (door) {
            case API -> {
                var body = new HashMap<String, Object>(outcome);
                body.put("version", now.version());
                yield api.as(user)
                        .with("Accept-Language", "de")
                        .post("/api/contacts/" + now.id() + "/outcome", body)
                        .text();
            }
            case TASKLIST -> {
                var fields = new HashMap<String, Object>(outcome);
                fields.put("readVersion", now.version());
                yield Tasklist.of(api, user)
                        .in("de")
                        .complete(now.taskId(), fields)
                        .text();
            }
            case PAGE -> {
                Session session = Session.of(api, user).header("Accept-Language", "de");
                yield session.form("/contacts/" + now.id(), typed(now, outcome)).body();
            }
        };
    }

    /** The page's form as it was shown, with what was typed into it. */
    private Map<String, String> typed(Existing contact, Map<String, String> outcome) {
        String shown =
                contact.json().path("reported").path("start").asString("").substring(0, 16);
        String start = outcome.getOrDefault("start", shown);
        var fields = new HashMap<String, String>();
        fields.put("version", String.valueOf(contact.version()));
        fields.put("outcome", outcome.get("outcome"));
        fields.put("date", start.substring(0, 10));
        fields.put("time", start.substring(11));
        fields.put("wasStart", shown);
        fields.put("duration", outcome.getOrDefault("duration", "00:15"));
        fields.put("infotext", outcome.getOrDefault("infotext", "War nett"));
        fields.put("wasInfotext", "War nett");
        return fields;
    }

    private void assertRecorded(Existing contact, String start, String duration) {
        Existing closed = contacts.read(contact.id());
        assertThat(closed.json().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(closed.json().path("outcome").asString()).isEqualTo("performed");
        assertThat(closed.json().path("start").asString()).startsWith(start);
        assertThat(closed.json().path("duration").asString()).isEqualTo(duration);
        assertThat(closed.json().path("infotext").asString()).isEqualTo("War nett");
    }

    private String instance(Existing contact) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(contact.id()), ContactBpmn.KEY)
                .singleResult()
                .getId();
    }
}
