package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.models.ReminderBpmn;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.Clock;
import dev.rapport.support.Jobs;
import dev.rapport.support.Locks;
import dev.rapport.support.ModelCoverage;
import dev.rapport.support.Session;
import dev.rapport.support.Walks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.test.assertions.ProcessEngineTests;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Every way through {@code reminder.bpmn}: due, removed, moved, snoozed; the timer asserted and fired. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReminderProcessTest {

    private static final String[] RAISED_AND_MAILED = {
        ReminderBpmn.START_EVENT_REMINDER,
        ReminderBpmn.TIMER_EVENT_DUE,
        ReminderBpmn.SERVICE_TASK_RAISE_REMINDER,
        ReminderBpmn.SERVICE_TASK_SEND_REMINDER_MAIL,
        ReminderBpmn.END_EVENT_REMINDED
    };

    private static final String[] REMOVED_BEFORE_IT_IS_DUE = {
        ReminderBpmn.START_EVENT_REMINDER,
        ReminderBpmn.TIMER_EVENT_DUE,
        ReminderBpmn.SUB_PROCESS_REMOVED,
        ReminderBpmn.START_EVENT_REMOVED,
        ReminderBpmn.END_EVENT_REMOVED
    };

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Clock clock;

    @Autowired
    private BusinessTime time;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private Walks walks;

    @Autowired
    private ModelCoverage coverage;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Locks locks;

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
        var covered = coverage.stop(engine, ReminderBpmn.KEY);
        assertThat(covered.missed()).isEmpty();
        assertThat(covered.share()).isEqualTo(1.0);
    }

    @Test
    void waitsForItsTimerThenRaisesAndHandsItsMailOver() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        long reminder = contact.reminderId();
        String instance = reminders.instance(reminder);
        BpmnAwareTests.assertThat(process(instance)).isWaitingAtExactly(ReminderBpmn.TIMER_EVENT_DUE);
        Job timer = jobs.only(instance);
        assertThat(timer.getDuedate().toInstant()).isEqualTo(contact.reminderDueAt());

        jobs.runDue(instance);
        assertThat(reminders.raised(reminder))
                .as("nothing happens before its time")
                .isFalse();

        clock.moveTo(contact.reminderDueAt().plusSeconds(1));
        assertThat(jobs.execute(timer)).isTrue();
        assertThat(reminders.raised(reminder)).isTrue();
        assertThat(reminders.states(reminder)).containsExactly("anna:PENDING");
        assertThat(process(instance)).isNull();
        assertThat(walks.of(instance)).containsExactly(RAISED_AND_MAILED);
        reminders.sendMails();
        assertThat(reminders.states(reminder)).containsExactly("anna:NOT_CONFIGURED");
        assertThat(listed(contact)).as("stays in the list").isTrue();
    }

    @Test
    void aClockThatIsPutBackDelaysItAndLosesNothing() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        long reminder = contact.reminderId();
        String early = reminders.instance(reminder);
        Job acquired = jobs.only(early);
        clock.moveTo(contact.reminderDueAt().minusSeconds(90));

        assertThat(jobs.execute(acquired)).isTrue();
        jobs.runDue(early);

        raisesOnceAtItsTime(contact, early);
    }

    @Test
    void aTimerThatAProcessAdminRunsByHandWaitsAgain() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String early = reminders.instance(contact.reminderId());

        Session paul = Session.of(api, "paul");
        paul.get("/camunda/app/cockpit/default/");
        assertThat(paul.json(
                                "POST",
                                "/camunda/api/engine/engine/default/job/"
                                        + jobs.only(early).getId() + "/execute",
                                null)
                        .statusCode())
                .isEqualTo(204);
        jobs.runDue(early);

        raisesOnceAtItsTime(contact, early);
    }

    private void raisesOnceAtItsTime(Existing contact, String early) {
        long reminder = contact.reminderId();
        assertThat(process(early)).isNull();
        assertThat(walks.of(early)).containsExactly(RAISED_AND_MAILED);
        assertThat(reminders.raised(reminder)).isFalse();
        assertThat(jobs.only(reminders.instance(reminder)).getDuedate().toInstant())
                .isEqualTo(contact.reminderDueAt());
        reminders.fallDue(reminder);
        assertThat(reminders.raised(reminder)).isTrue();
        assertThat(reminders.states(reminder)).containsExactly("anna:NOT_CONFIGURED");
    }

    @Test
    void closingTheContactRemovesItBeforeItIsDue() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String instance = reminders.instance(contact.reminderId());

        contacts.close(contact);

        assertThat(walks.of(instance)).containsExactly(REMOVED_BEFORE_IT_IS_DUE);
        assertThat(jobs.of(instance)).isEmpty();
        assertThat(reminders.mails(contact.reminderId())).isEmpty();
        assertThat(listed(contact)).isFalse();
    }

    @Test
    void closingTheContactWhileTheMailWaitsWithdrawsTheMail() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String instance = reminders.instance(contact.reminderId());
        clock.moveTo(contact.reminderDueAt().plusSeconds(1));
        jobs.execute(jobs.only(instance));

        contacts.close(contact);

        assertThat(walks.of(instance)).containsExactly(RAISED_AND_MAILED);
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:WITHDRAWN");
    }

    @ParameterizedTest
    @CsvSource({
        // the night before the clocks go forward has one hour less, the night before they go back one more
        "2027-03-28T09:00, P1D, 2027-03-27T09:00, 23",
        "2027-10-31T09:00, P1D, 2027-10-30T09:00, 25",
        "2027-03-31T17:30, P7D, 2027-03-24T17:30, 167",
        "2027-11-03T17:30, P7D, 2027-10-27T17:30, 169",
        "2027-03-28T03:30, PT1H, 2027-03-28T01:30, 1",
        "2027-03-28T03:00, PT15M, 2027-03-28T01:45, 0",
        "2027-06-01T09:00, PT0M, 2027-06-01T09:00, 0"
    })
    void remindsAtTheSameWallClockTime(String start, String lead, String due, long hours) {
        clock.moveTo("2027-01-15T12:00");
        Existing contact =
                contacts.aPlannedContact().startingAt(start).withReminder(lead).create();

        assertThat(contact.reminderDueAt()).isEqualTo(clock.at(due));
        assertThat(Duration.between(contact.reminderDueAt(), clock.at(start)).toHours())
                .isEqualTo(hours);
        assertThat(jobs.only(reminders.instance(contact.reminderId()))
                        .getDuedate()
                        .toInstant())
                .isEqualTo(clock.at(due));

        clock.moveTo(clock.at(due).minusSeconds(60));
        jobs.runDue(reminders.instance(contact.reminderId()));
        assertThat(reminders.raised(contact.reminderId())).isFalse();
        clock.advance(Duration.ofSeconds(61));
        jobs.runDue(reminders.instance(contact.reminderId()));
        assertThat(reminders.raised(contact.reminderId())).isTrue();
    }

    /** The wall-clock time that does not exist becomes the one an hour later. */
    @Test
    void aTimeInTheGapIsTakenAnHourLater() {
        clock.moveTo("2027-01-15T12:00");
        Existing contact = contacts.aPlannedContact()
                .startingAt("2027-03-29T02:30")
                .withReminder("P1D")
                .create();

        assertThat(contact.reminderDueAt()).isEqualTo(clock.at("2027-03-28T03:30"));
    }

    /** The clocks go back on that night, so half past two comes twice. */
    @ParameterizedTest
    @CsvSource({
        "2027-10-31T02:30, 2027-10-31T02:30:00+02:00",
        "2027-10-31T02:30:00+02:00, 2027-10-31T02:30:00+02:00",
        "2027-10-31T02:30:00+01:00, 2027-10-31T02:30:00+01:00"
    })
    void ofTwoEqualTimesTheFirstIsMeantUnlessAnOffsetSaysOtherwise(String typed, String taken) {
        clock.moveTo("2027-10-15T12:00");
        Existing contact = contacts.aPlannedContact()
                .startingAt(typed)
                .withReminder("PT15M")
                .create();

        Instant start = java.time.OffsetDateTime.parse(taken).toInstant();
        assertThat(java.time.OffsetDateTime.parse(contact.json().path("start").asString()))
                .isEqualTo(taken);
        assertThat(contact.json().path("start").asString()).endsWith(taken.substring(taken.length() - 6));
        assertThat(contact.reminderDueAt()).isEqualTo(start.minus(Duration.ofMinutes(15)));
    }

    @Test
    void aLeadTimeThatHasPassedMakesItDueAtOnce() {
        Existing contact = contacts.aPlannedContact()
                .startingAt(time.nowLocal().plusHours(3).toLocalDateTime().toString())
                .withReminder("P1D")
                .create();

        jobs.runDue(reminders.instance(contact.reminderId()));

        reminders.sendMails();
        assertThat(reminders.raised(contact.reminderId())).isTrue();
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:NOT_CONFIGURED");
    }

    @Test
    void aContactPlannedInThePastWarnsIsOverdueAndMailsNobody() {
        Existing contact = contacts.aPlannedContact()
                .startingAt(time.today().minusDays(2) + "T10:00")
                .withReminder()
                .create();

        assertThat(contact.json().path("warnings").get(0).asString()).isEqualTo("start.in-past");
        jobs.runDue(reminders.instance(contact.reminderId()));
        assertThat(reminders.raised(contact.reminderId())).isTrue();
        assertThat(reminders.mails(contact.reminderId())).isEmpty();
        assertThat(section(contact)).isEqualTo("overdue");
    }

    @Test
    void movingTheContactMovesItsReminderAndRaisesItOnce() {
        Existing contact = contacts.aPlannedContact().withReminder("PT1H").create();
        long reminder = contact.reminderId();
        String before = reminders.instance(reminder);
        String later = time.today().plusDays(20) + "T15:00";

        var moved = contacts.change(contact, Map.of("start", later));
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);

        assertThat(walks.of(before)).containsExactly(REMOVED_BEFORE_IT_IS_DUE);
        assertThat(jobs.only(reminders.instance(reminder)).getDuedate().toInstant())
                .isEqualTo(clock.at(time.today().plusDays(20) + "T14:00"));
        reminders.fallDue(reminder);
        jobs.runDue(reminders.instance(reminder));
        assertThat(reminders.states(reminder)).containsExactly("anna:NOT_CONFIGURED");
    }

    @Test
    void aChangeThatLeavesTheTimeAloneDoesNotRaiseItAgain() {
        Existing contact = contacts.aPlannedContact().withReminder("PT1H").create();
        long reminder = contact.reminderId();
        reminders.fallDue(reminder);
        String instance = reminders.instance(reminder);

        Map<String, Object> same = new HashMap<>(Map.of("reminder", true, "reminderLead", "PT1H", "subject", "Anders"));
        same.put("start", contact.json().path("start").asString());
        assertThat(contacts.change(contact, same).status()).isEqualTo(200);

        assertThat(reminders.instance(reminder)).isEqualTo(instance);
        assertThat(reminders.raised(reminder)).isTrue();
        assertThat(reminders.mails(reminder)).hasSize(1);
    }

    @Test
    void anotherLeadTimeMovesIt() {
        Existing contact = contacts.aPlannedContact().withReminder("PT1H").create();

        contacts.change(contact, Map.of("reminderLead", "P1D"));

        assertThat(reminders.dueAt(contact.reminderId()))
                .isEqualTo(clock.at(time.today().plusDays(6) + "T10:00"));
    }

    @Test
    void theReminderIsSwitchedOffAndOnAgain() {
        Existing contact = contacts.aPlannedContact().withReminder().create();

        var off = contacts.change(contact, Map.of("reminder", false));
        assertThat(off.json().path("reminder").isNull()).isTrue();
        var on = contacts.change(new Existing(off.json()), Map.of("reminder", true));
        assertThat(on.json().path("reminder").path("id").asLong()).isGreaterThan(contact.reminderId());
    }

    @ParameterizedTest
    @CsvSource({"PT1H", "P1D", "P7D"})
    void snoozingRaisesItAgainExactlyOnce(String postponement) {
        Existing contact = contacts.aPlannedContact()
                .startingAt(time.today().plusDays(30) + "T10:00")
                .withReminder("P7D")
                .create();
        long reminder = contact.reminderId();
        reminders.fallDue(reminder);
        Instant until = postponement.startsWith("PT")
                ? time.now().plus(Duration.parse(postponement))
                : clock.now().plus(java.time.Period.parse(postponement)).toInstant();

        var snoozed = api.as("ben")
                .post(
                        "/api/reminders/" + reminder + "/snooze",
                        Map.of("until", until.plusNanos(123_456_789).toString()));
        assertThat(snoozed.status()).as(snoozed.text()).isEqualTo(200);

        jobs.runDue(reminders.instance(reminder));
        assertThat(reminders.raised(reminder)).isFalse();
        reminders.fallDue(reminder);
        jobs.runDue(reminders.instance(reminder));
        assertThat(reminders.raised(reminder)).isTrue();
        assertThat(reminders.mails(reminder))
                .as("once before and once after snoozing")
                .hasSize(2);
    }

    /** The executor marks the job as its own in a transaction that ends while somebody snoozes. */
    @Test
    void snoozingWinsOverTheJobExecutorThatIsJustTakingTheJob() throws Exception {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        long reminder = contact.reminderId();
        String until = time.now().plus(Duration.ofDays(1)).toString();
        Future<Integer> snoozed = transactions.execute(acquisition -> {
            jdbc.sql("""
                            update act_ru_job set rev_ = rev_ + 1, lock_owner_ = 'a node', lock_exp_time_ = now()
                            where process_instance_id_ = :instance""").param("instance", reminders.instance(reminder)).update();
            Future<Integer> answer = CompletableFuture.supplyAsync(() -> api.as("ben")
                    .post("/api/reminders/" + reminder + "/snooze", Map.of("until", until))
                    .status());
            locks.awaitWaiting(1);
            return answer;
        });
        assertThat(snoozed.get(30, TimeUnit.SECONDS)).isEqualTo(200);
    }

    @Test
    void snoozingIntoThePastAndSnoozingWhatIsGoneIsRefused() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String path = "/api/reminders/" + contact.reminderId() + "/snooze";
        var past = api.as("anna")
                .post(path, Map.of("until", time.now().minusSeconds(60).toString()));
        assertThat(past.errors()).containsExactly("until:until.in-past");
        assertThat(past.text()).contains("ist schon vorbei");
        assertThat(api.as("anna")
                        .post(path, Map.of("until", time.today().plusYears(11) + "T09:00"))
                        .errors())
                .containsExactly("until:start.out-of-range");
        assertThat(api.as("anna").post(path, Map.of()).errors()).containsExactly("until:required");
        contacts.close(contact);
        assertThat(api.as("anna")
                        .post(path, Map.of("until", time.now().plusSeconds(600).toString()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void removingAReminderTakesItOffTheListForGood() {
        Existing contact = contacts.aPlannedContact().withReminder().create();
        String path = "/api/reminders/" + contact.reminderId();

        assertThat(api.as("ben").send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(api.as("ben").send("DELETE", path, null).status()).isEqualTo(204);

        assertThat(listed(contact)).isFalse();
        assertThat(api.as("ben").send("DELETE", "/api/reminders/abc", null).status())
                .isEqualTo(404);
    }

    private boolean listed(Existing contact) {
        return !section(contact).isEmpty();
    }

    /** The section that lists the contact; empty when none does. */
    private String section(Existing contact) {
        String after = "";
        while (true) {
            var page = api.as("anna")
                    .get("/api/reminders?scope=all&limit=100" + after)
                    .json();
            for (var item : page.path("items")) {
                if (item.path("contactId").asLong() == contact.id()) {
                    return item.path("section").asString();
                }
            }
            if (page.path("next").isNull()) {
                return "";
            }
            after = "&after=" + page.path("next").asString();
        }
    }

    private org.camunda.bpm.engine.runtime.ProcessInstance process(String instance) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult();
    }
}
