package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.reminder.TestReminders;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Clock;
import dev.rapport.support.Consistency;
import dev.rapport.support.ContactModelFile;
import dev.rapport.support.Deployments;
import dev.rapport.support.Jobs;
import dev.rapport.support.Tasklist;
import dev.rapport.support.Together;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A contact that was entered by mistake is voided, open or closed (rule 23, ADR 48). */
@IntegrationTest
class VoidContactTest {

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private Clock clock;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Consistency consistency;

    @Autowired
    private Deployments deployments;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private TaskService taskService;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void bringTheStandardBack() {
        deployments.remove();
    }

    @Test
    void itsCreatorVoidsItWithAReasonAndTheAnswerSaysWhoWhenAndWhy() {
        Existing contact = contacts.aPlannedContact().create();

        Answer answer = voided("anna", contact, "Falscher Kunde\ngewählt");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode voided = answer.json().path("voided");
        assertThat(voided.path("by").asString()).isEqualTo("anna");
        assertThat(voided.path("reason").asString()).isEqualTo("Falscher Kunde\ngewählt");
        assertThat(voided.path("at").asString()).isNotBlank();
        assertThat(answer.json().path("outcomes").size()).isZero();
        assertThat(answer.json().path("taskId").isNull()).isTrue();
        assertThat(contacts.read(contact.id()).json().path("voided")).isEqualTo(voided);
        assertThat(jdbc.sql("""
                        select field || '>' || new_value || '>' || done_by from rapport.audit_entry
                        where subject_kind = 'contact' and subject_id = :id""").param("id", contact.id()).query(String.class).list())
                .containsExactly("voided>Falscher Kunde\ngewählt>anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u00a0\u200b"})
    void aReasonIsMandatory(String reason) {
        Existing contact = contacts.aPlannedContact().create();

        Answer answer = voided("anna", contact, reason);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errors()).containsExactly("reason:required");
        assertThat(voided("anna", contact, "x".repeat(1_001)).errors()).containsExactly("reason:too-long");
        assertThat(api.as("anna")
                        .post("/api/contacts/" + contact.id() + "/void", Map.of("version", contact.version()))
                        .errors())
                .containsExactly("reason:required");
        assertThat(isVoided(contact)).isFalse();
    }

    @Test
    void itsCreatorHasTwentyFourHoursAndManagersAlways() {
        Existing first = contacts.aPlannedContact().create();
        Existing second = contacts.aPlannedContact().create();

        clock.advance(Duration.ofHours(24).minusMinutes(1));
        assertThat(voided("anna", first, "Versehen").status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        Answer late = voided("anna", second, "Versehen");

        assertThat(late.status()).as(late.text()).isEqualTo(403);
        assertThat(late.errors()).containsExactly("status:void.too-late");
        assertThat(late.json().path("detail").asString()).contains("24 Stunden", "Leitung");
        assertThat(isVoided(second)).isFalse();
        clock.advance(Duration.ofDays(400));
        assertThat(voided("maria", second, "Versehen").status()).isEqualTo(200);
    }

    @Test
    void nobodyElseMay() {
        Existing contact = contacts.aPlannedContact().responsible("ben").create();

        Answer colleague = voided("ben", contact, "Versehen");

        assertThat(colleague.status()).as(colleague.text()).isEqualTo(403);
        assertThat(colleague.errors()).containsExactly("status:void.not-allowed");
        assertThat(voided("paul", contact, "Versehen").status()).isEqualTo(403);
        assertThat(voided("sabine", contact, "Versehen").status()).isEqualTo(403);
        assertThat(isVoided(contact)).isFalse();
    }

    @Test
    void anUnknownOneIsNotFoundAndAStaleVersionIsAConflictWithBothStates() {
        Existing contact = contacts.aPlannedContact().create();
        contacts.change(contact, Map.of("subject", "Neu"));

        Answer stale = voided("anna", contact, "Versehen");

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.errors()).containsExactly("version:stale-version");
        assertThat(stale.json().path("current").path("subject").asString()).isEqualTo("Neu");
        assertThat(api.as("anna")
                        .post("/api/contacts/99999999/void", Map.of("version", 0, "reason", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(api.as("anna")
                        .post("/api/contacts/" + contact.id() + "/void", Map.of("reason", "x"))
                        .status())
                .isEqualTo(422);
    }

    /** Neither from the API nor from Tasklist, and never back. */
    @Test
    void whatIsVoidedTakesNothingMore() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        Existing closed = contacts.aPerformedContact().create();
        voided("anna", contact, "Versehen");
        voided("anna", closed, "Versehen");

        for (Existing each : List.of(contact, closed)) {
            Existing now = contacts.read(each.id());
            for (Answer refused : List.of(
                    contacts.close(now),
                    contacts.close(now, "anna", Map.of("outcome", "notPerformed")),
                    contacts.change(now, Map.of("subject", "Anders")),
                    contacts.change(now, Map.of("infotext", "Mehr")),
                    contacts.change(now, Map.of("reminder", true)),
                    voided("maria", now, "Noch einmal"))) {
                assertThat(refused.status()).as(refused.text()).isEqualTo(409);
                assertThat(refused.errors()).containsExactly("status:already-voided");
                assertThat(refused.json().path("detail").asString()).contains("Wurde schon storniert, von Anna Berger");
            }
            assertThat(contacts.read(each.id()).json()).isEqualTo(now.json());
        }
        var tasklist =
                Tasklist.of(api, "ben").complete(contact.taskId(), Map.of("outcome", "performed", "duration", "00:10"));
        assertThat(tasklist.status()).as(tasklist.text()).isEqualTo(409);
        assertThat(tasklist.message()).contains("Wurde schon storniert, von Anna Berger");
    }

    @Test
    void itLeavesAllListsFiguresAndFeeds() {
        String word = "v" + UUID.randomUUID().toString().substring(0, 8);
        long company = contacts.aCompany();
        long campaign = contacts.aCampaign(false);
        var draft = contacts.aPlannedContact()
                .with("addressId", company)
                .with("subject", word)
                .with("campaignId", campaign)
                .withReminder();
        Existing planned = draft.create();
        Existing performed = contacts.aPerformedContact()
                .with("addressId", company)
                .with("subject", word)
                .with("campaignId", campaign)
                .create();
        api.as("anna").get("/contacts/" + planned.id());
        List<String> feeds = List.of(
                "/api/reminders?scope=all&limit=100",
                "/api/reminders?scope=mine&limit=100",
                "/api/addresses/" + company + "/history",
                "/",
                "/addresses/" + company,
                "/campaigns/" + campaign,
                "/campaigns/" + campaign + "/open-contacts",
                "/palette?q=" + word,
                "/reminders?scope=mine");
        assertThat(shown(feeds, word)).isNotEmpty();
        assertThat(results(campaign)).contains(1, 1);

        voided("anna", planned, "Versehen");
        voided("anna", performed, "Versehen");

        assertThat(shown(feeds, word)).isEmpty();
        assertThat(results(campaign)).doesNotContain(1);
        assertThat(api.as("anna").get("/addresses/" + company).text()).contains("noch keiner");
        assertThat(taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(Long.toString(planned.id()))
                        .count())
                .isZero();
    }

    @Test
    void theHistoryShowsItOnRequestWithWhoWhenAndWhy() {
        long company = contacts.aCompany();
        Existing contact = contacts.aPerformedContact()
                .with("addressId", company)
                .with("subject", "Verwechslung")
                .create();
        voided("anna", contact, "Falscher Kunde");
        String history = "/api/addresses/" + company + "/history";

        assertThat(api.as("anna").get(history).json().path("items").size()).isZero();
        assertThat(api.as("anna")
                        .get(history + "?voided=false")
                        .json()
                        .path("items")
                        .size())
                .isZero();
        JsonNode entry = api.as("anna")
                .get(history + "?voided=true")
                .json()
                .path("items")
                .path(0);
        assertThat(entry.path("number").asString()).isEqualTo(contact.number());
        assertThat(entry.path("voided").path("by").asString()).isEqualTo("anna");
        assertThat(entry.path("voided").path("reason").asString()).isEqualTo("Falscher Kunde");
        assertThat(api.as("anna").get(history + "?voided=vielleicht").errors()).containsExactly("voided:invalid");
        String page = "/addresses/" + company + "/history";
        assertThat(api.as("anna").get(page).text())
                .doesNotContain("Verwechslung")
                .contains("Auch stornierte");
        assertThat(api.as("anna").get(page + "?voided=true").text())
                .containsPattern("<s>\\s*Verwechslung\\s*</s>")
                .contains("Anna Berger", "Falscher Kunde");
    }

    @Test
    void itsReminderAndTheMailsThatWaitGoWithIt() {
        Existing contact =
                contacts.aPlannedContact().withReminder().responsible("ben").create();
        String instance = reminders.instance(contact.reminderId());
        clock.moveTo(contact.reminderDueAt().plusSeconds(1));
        jobs.execute(jobs.only(instance));
        assertThat(reminders.states(contact.reminderId())).containsOnly("anna:PENDING", "ben:PENDING");

        assertThat(voided("maria", contact, "Versehen").status()).isEqualTo(200);

        assertThat(reminders.states(contact.reminderId())).containsOnly("anna:WITHDRAWN", "ben:WITHDRAWN");
        assertThat(running(instance)).isZero();
        assertThat(contacts.read(contact.id()).json().path("reminder").isNull()).isTrue();
    }

    /** Whatever a process admin draws: a suspended instance, and a reminder whose model does not know the message. */
    @Test
    void noModelCanPreventIt() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String instance = instance(contact);
        String reminder = reminders.instance(contact.reminderId());
        runtimeService.suspendProcessInstanceById(instance);
        runtimeService.suspendProcessInstanceById(reminder);

        Answer answer = voided("anna", contact, "Versehen");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(running(instance) + running(reminder)).isZero();
    }

    /** A closed contact may still run, and its reminder may still be listed. */
    @Test
    void aClosedOneWithItsReminderIsVoidedToo() {
        deployments.deploy("contact.bpmn", ContactModelFile.withoutRemovalOfReminders());
        Existing contact = contacts.aPlannedContact().withReminder().create();
        contacts.close(contact);

        assertThat(voided("anna", contacts.read(contact.id()), "Versehen").status())
                .isEqualTo(200);

        assertThat(contacts.read(contact.id()).json().path("reminder").isNull()).isTrue();
        assertThat(api.as("anna").get("/api/reminders?scope=all&limit=100").text())
                .doesNotContain(contact.number());
    }

    @Test
    void theConsistencyCheckKnowsIt() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        voided("anna", contact, "Versehen");
        String left = runtimeService
                .createProcessInstanceByKey("contact")
                .businessKey(Long.toString(contact.id()))
                .setVariables(Map.of("assignee", "anna", "dueDate", "2026-12-31T10:00:00"))
                .startBeforeActivity("userTask_carryOutContact")
                .execute()
                .getId();

        assertThat(consistency.found())
                .contains("item-missing contact " + contact.id())
                .doesNotContain("instance-missing contact " + contact.id());
        consistency.repair();

        assertThat(running(left)).isZero();
        assertThat(consistency.found()).noneMatch(finding -> finding.endsWith(" " + contact.id()));
        assertThat(isVoided(contact)).isTrue();
    }

    /** A job of the instance that is under way when somebody voids the contact changes nothing any more. */
    @Test
    void aTimerThatFallsDueAtTheSameTimeRaisesNothing() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        Job timer = jobs.only(reminders.instance(contact.reminderId()));
        clock.moveTo(contact.reminderDueAt().plusSeconds(1));
        voided("maria", contact, "Versehen");

        assertThat(jobs.execute(timer)).isFalse();

        assertThat(reminders.raised(contact.reminderId())).isFalse();
        assertThat(reminders.mails(contact.reminderId())).isEmpty();
    }

    @Test
    void ofVoidingAndClosingAtOnceOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            Existing contact = contacts.aPlannedContact()
                    .startingAt("2026-01-15T10:00")
                    .withReminder()
                    .create();
            Tasklist ben = Tasklist.of(api, "ben");

            List<Answered> answers = Together.atOnce(List.<Callable<Answered>>of(
                    () -> Answered.of(voided("anna", contact, "Versehen")),
                    () -> Answered.of(voided("maria", contact, "Auch Versehen")),
                    () -> Answered.of(
                            contacts.close(contact, "ben", Map.of("outcome", "performed", "duration", "00:20"))),
                    () -> Answered.of(
                            ben.complete(contact.taskId(), Map.of("outcome", "performed", "duration", "00:10")))));

            assertThat(answers)
                    .filteredOn(Answered::done)
                    .as(answers.toString())
                    .hasSize(1);
            assertThat(answers).filteredOn(answer -> !answer.done()).allSatisfy(answer -> {
                assertThat(answer.status()).as(answer.text()).isEqualTo(409);
                assertThat(answer.text())
                        .containsAnyOf("Wurde schon storniert, von ", "Wurde schon fertiggestellt, von ", "inzwischen");
            });
            JsonNode now = contacts.read(contact.id()).json();
            assertThat(now.path("voided").isNull())
                    .isNotEqualTo(now.path("closedAt").isNull());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voided_at = null, voided_by = null, void_reason = null",
                "void_reason = 'anders'",
                "voided_by = 'ben'",
                "infotext = coalesce(infotext, '') || ' mehr'",
                "subject = 'anders'",
                "status = 'NOT_PERFORMED', closed_at = now(), closed_by = 'anna'",
                "start_at = start_at + interval '1 hour'",
                "process_instance_id = 'x'",
                "responsible = 'ben'"
            })
    void theDatabaseKeepsItAsItIs(String change) {
        Existing open = contacts.aPlannedContact().create();
        Existing closed = contacts.aPerformedContact().create();
        voided("anna", open, "Versehen");
        voided("anna", closed, "Versehen");

        for (Existing contact : List.of(open, closed)) {
            assertThatThrownBy(() -> sql("update rapport.contact set " + change + " where id = :id", contact))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> sql("delete from rapport.contact where id = :id", open))
                .hasMessageContaining("never deleted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voided_at = now()",
                "voided_at = now(), voided_by = 'anna', process_instance_id = null",
                "voided_at = now(), voided_by = 'anna', void_reason = E' \\u00a0', process_instance_id = null",
                "voided_at = now(), voided_by = 'anna', void_reason = repeat('x', 1001), process_instance_id = null",
                "voided_at = now(), voided_by = 'anna', void_reason = 'x'",
                "voided_at = now(), voided_by = 'anna', void_reason = 'x', process_instance_id = null, status = 'NOT_PERFORMED', closed_at = now(), closed_by = 'anna'"
            })
    void theDatabaseTakesAWholeVoidingOnly(String change) {
        Existing contact = contacts.aPlannedContact().create();

        assertThatThrownBy(() -> sql("update rapport.contact set " + change + " where id = :id", contact))
                .isInstanceOf(DataAccessException.class);
        assertThatCode(() -> sql("""
                        update rapport.contact set voided_at = now(), voided_by = 'anna', void_reason = 'x',
                               process_instance_id = null where id = :id""", contact)).doesNotThrowAnyException();
        assertThatThrownBy(() -> sql("""
                        insert into rapport.reminder (contact_id, lead, due_at, created_at, created_by)
                        values (:id, 'P1D', now(), now(), 'test')""", contact)).hasMessageContaining("gets no reminder");
        assertThatThrownBy(() -> sql("""
                        insert into rapport.reported_outcome (contact_id, performed, reported_at, reported_by)
                        values (:id, true, now(), 'test')""", contact)).hasMessageContaining("not reported");
    }

    private record Answered(int status, String text) {

        static Answered of(Answer answer) {
            return new Answered(answer.status(), answer.text());
        }

        static Answered of(Tasklist.Answer answer) {
            return new Answered(answer.status(), answer.text());
        }

        boolean done() {
            return status < 300;
        }
    }

    private Answer voided(String user, Existing contact, String reason) {
        Map<String, Object> body = new HashMap<>(Map.of("version", contact.version(), "reason", reason));
        return api.as(user).post("/api/contacts/" + contact.id() + "/void", body);
    }

    private List<String> shown(List<String> feeds, String word) {
        return feeds.stream()
                .filter(feed -> {
                    Answer answer = api.as("anna").get(feed);
                    assertThat(answer.status()).as(feed).isEqualTo(200);
                    // the palette says what was searched for
                    return Pattern.compile("(?<!data-query=\"|value=\"|q=|„)" + word)
                            .matcher(answer.text())
                            .find();
                })
                .toList();
    }

    private List<Integer> results(long campaign) {
        JsonNode counts =
                api.as("anna").get("/api/campaigns/" + campaign + "/results").json();
        // its address is not assigned: such contacts stand apart
        return List.of(
                counts.path("othersPlanned").asInt(),
                counts.path("othersPerformed").asInt());
    }

    private boolean isVoided(Existing contact) {
        return !contacts.read(contact.id()).json().path("voided").isNull();
    }

    private String instance(Existing contact) {
        return jdbc.sql("select process_instance_id from rapport.contact where id = :id")
                .param("id", contact.id())
                .query(String.class)
                .single();
    }

    private long running(String instance) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceId(instance)
                .count();
    }

    private int sql(String statement, Existing contact) {
        return jdbc.sql(statement).param("id", contact.id()).update();
    }
}
