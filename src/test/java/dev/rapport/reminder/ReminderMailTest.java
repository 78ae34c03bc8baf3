package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Draft;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.Api;
import dev.rapport.support.BadMailServer;
import dev.rapport.support.Clock;
import dev.rapport.support.Consistency;
import dev.rapport.support.Jobs;
import dev.rapport.support.MailServer;
import dev.rapport.support.StrictCalendar;
import dev.rapport.support.TestUsers;
import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import dev.rapport.user.Users;
import jakarta.mail.BodyPart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;

/** The reminder's mail on a real mail server, and on such that go wrong. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReminderMailTest {

    private static final String ANNA = "anna@rapport.example";
    private static final String EMILY = "emily@rapport.example";

    @Autowired
    private Api api;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private ReminderOutbox outbox;

    @Autowired
    private FailedMails failedMails;

    @Autowired
    private MailServer mailServer;

    @Autowired
    private Consistency consistency;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Clock clock;

    @Autowired
    private BusinessTime time;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private Users users;

    @Autowired
    private SnoozeReminder snoozeReminder;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    /** Emily reads English. */
    @BeforeAll
    void emily() {
        if (users.findById("emily").isEmpty()) {
            createUser.create("emily", "Emily", "Stone", EMILY, TestUsers.PASSWORD, List.of(Group.STAFF));
        }
        jdbc.sql("update rapport.app_user set locale = 'en' where user_id = 'emily'")
                .update();
    }

    @BeforeEach
    void start() {
        reminders.forgetMails();
        mailServer.start();
    }

    @AfterEach
    void stop() {
        mailServer.stop();
    }

    @Test
    void goesToCreatorAndResponsibleEachInTheirLanguageAndNeverToTheCustomer() throws Exception {
        clock.moveTo("2027-01-15T12:00");
        long company = contacts.aCompany();
        Existing contact = draft().startingAt("2027-02-01T14:30")
                .with("addressId", company)
                .with("contactPersonId", contacts.aPersonAt(company))
                .with("subject", "Angebot Ölfässer <b>nachfassen</b>")
                .with("description", "Zeile eins\nZeile zwei ${x}")
                .responsible("emily")
                .create();

        reminders.fallDue(contact.reminderId());

        assertThat(reminders.states(contact.reminderId())).containsExactlyInAnyOrder("anna:SENT", "emily:SENT");
        assertThat(mailServer.received("kunde@muster.example")).isEmpty();
        MimeMessage german = only(ANNA);
        assertThat(german.getSubject())
                .startsWith("Erinnerung: Montag, 1. Februar 2027")
                .endsWith("14:30, Angebot Ölfässer <b>nachfassen</b>");
        assertThat(text(german))
                .contains(
                        "Rapport erinnert Sie",
                        "Anruf: Angebot Ölfässer <b>nachfassen</b>",
                        "Petra Klein, Muster GmbH, Berlin")
                .contains(
                        "+49 30 123456", "Zeile eins\nZeile zwei ${x}", contact.number(), "/contacts/" + contact.id());
        MimeMessage english = only(EMILY);
        assertThat(english.getSubject()).startsWith("Reminder: Monday").contains("2:30");
        assertThat(text(english)).contains("Call: Angebot Ölfässer");
        assertThat(german.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void carriesTheAppointmentAsACalendarFile() throws Exception {
        clock.moveTo("2027-01-15T12:00");
        Existing contact = draft().startingAt("2027-03-28T09:00")
                .with("subject", "Termin; mit, Sonderzeichen\\")
                .with("description", "Zeile eins\nZeile zwei")
                .create();
        reminders.fallDue(contact.reminderId());

        BodyPart file = part(only(ANNA), 1);

        assertThat(file.getFileName()).isEqualTo(contact.number() + ".ics");
        assertThat(file.getContentType()).startsWith("text/calendar").contains("method=PUBLISH");
        VEvent event = event(file);
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2027-03-28T07:00:00Z"));
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(Instant.parse("2027-03-28T07:15:00Z"));
        assertThat(event.getSummary().getValue()).isEqualTo("Anruf: Termin; mit, Sonderzeichen\\ (Muster GmbH)");
        assertThat(event.getDescription().getValue()).contains("Zeile eins\nZeile zwei");
        assertThat(event.getUid().getValue()).isEqualTo(contact.number() + "@rapport");
        assertThat(event.getUrl().getValue()).endsWith("/contacts/" + contact.id());
        assertThat(event.getOrganizer().getEmail()).isEqualTo(ANNA);
        assertThat(event.getAlarms()).hasSize(1);
    }

    /** A calendar that has taken the first file in takes the second one for a newer state of the same event. */
    @Test
    void afterAMoveTheFileIsANewerStateOfTheSameEvent() throws Exception {
        clock.moveTo("2027-01-15T12:00");
        Existing contact = draft().startingAt("2027-03-28T09:00").create();
        reminders.fallDue(contact.reminderId());
        VEvent first = event(part(only(ANNA), 1));
        contacts.change(contacts.read(contact.id()), Map.of("start", "2027-03-30T09:00"));
        reminders.fallDue(contact.reminderId());

        VEvent second = event(part(mailServer.received(ANNA).get(1), 1));

        assertThat(second.getUid().getValue()).isEqualTo(first.getUid().getValue());
        assertThat(second.getSequence().getValue())
                .isGreaterThan(first.getSequence().getValue());
        assertThat(second.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2027-03-30T07:00:00Z"));
    }

    /** As text and as HTML, each in the recipient's language. */
    @Test
    void asksWhatCameOfIt() throws Exception {
        Existing contact = draft().responsible("emily")
                .with("subject", "<b>fett</b> & mehr")
                .with("description", "eins\nzwei")
                .create();
        reminders.fallDue(contact.reminderId());

        String answers = "/answers/" + contact.id() + "?answer=";
        assertThat(text(only(ANNA)))
                .containsPattern("Durchgeführt: http\\S+" + Pattern.quote(answers + "performed"))
                .containsPattern("Verschieben: http\\S+" + Pattern.quote(answers + "move"))
                .containsPattern("Nicht durchgeführt: http\\S+" + Pattern.quote(answers + "not-performed"));
        assertThat(html(only(ANNA)))
                .contains(answers + "performed\">Durchgeführt</a>", answers + "move\">Verschieben</a>")
                .contains(answers + "not-performed\">Nicht durchgeführt</a>", "lang=\"de\"")
                .contains("&lt;b&gt;fett&lt;/b&gt; &amp; mehr", "eins</span><br><span>zwei")
                .doesNotContain("<b>", "<style", "<script", "<img");
        assertThat(html(only(EMILY)))
                .contains(
                        "performed\">Performed</a>",
                        "move\">Move</a>",
                        "not-performed\">Not performed</a>",
                        "lang=\"en\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👨‍👩‍👧‍👦👩🏽‍🚒🇩🇪👨‍👩‍👧‍👦👩🏽‍🚒🇩🇪👨‍👩‍👧‍👦👩🏽‍🚒🇩🇪👨‍👩‍👧‍👦👩🏽‍🚒🇩🇪👨‍👩‍👧‍👦👩🏽‍🚒🇩🇪👨‍👩‍👧‍👦👩🏽‍🚒🇩🇪",
                "שלום עולם, مرحبا بالعالم – עברית وعربية في سطر طويل بما يكفي ليطوى",
                "Z̷̧͚a͙l̴g͛ó 𝕳𝖎𝖑𝖋𝖊 𠮷野家で会いましょう。今日は長い行を書いて、何度も折り返されるようにします。",
                "=?UTF-8?Q?schon_kodiert?= {0} ${x} %s 'einzeln' ''doppelt''",
                "Ö"
            })
    void anyTextSurvives(String words) throws Exception {
        Existing contact = draft().with("subject", words)
                .with("description", words + "\n" + words.repeat(30))
                .create();
        String kept = contact.json().path("subject").asString();
        reminders.fallDue(contact.reminderId());

        MimeMessage mail = only(ANNA);

        assertThat(mail.getSubject()).endsWith(kept);
        assertThat(text(mail)).contains("Anruf: " + kept, kept + "\n" + kept.repeat(30));
        assertThat(html(mail)).contains(HtmlUtils.htmlEscape(kept, "UTF-8"));
        assertThat(event(part(mail, 1)).getSummary().getValue()).isEqualTo("Anruf: " + kept + " (Muster GmbH)");
    }

    @Test
    void whoIsCreatorAndResponsibleGetsOneMail() {
        Existing contact = draft().responsible("anna").create();

        reminders.fallDue(contact.reminderId());

        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:SENT");
    }

    @Test
    void aDisabledUserGetsNone() {
        Existing contact = draft().responsible("emily").create();
        jdbc.sql("update rapport.app_user set enabled = false where user_id = 'emily'")
                .update();
        try {
            reminders.fallDue(contact.reminderId());
        } finally {
            jdbc.sql("update rapport.app_user set enabled = true where user_id = 'emily'")
                    .update();
        }
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:SENT");
    }

    @Test
    void withoutAMailServerTheReminderWorksAndTheMailIsRecorded() {
        mailServer.stop();
        Existing contact = draft().create();

        reminders.fallDue(contact.reminderId());

        assertThat(reminders.raised(contact.reminderId())).isTrue();
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:NOT_CONFIGURED");
    }

    @Test
    void aServerThatIsNotThereCostsNoMail() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        mailServer.use(closed);
        failsVisiblyAndArrivesLater(draft().create());
    }

    @Test
    void aServerThatHangsIsGivenUpInTime() {
        // the application's own patience; the tests' is shorter
        for (String timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
            assertThat(environment.getProperty("spring.mail.properties.mail.smtp." + timeout, Integer.class))
                    .isEqualTo(10_000);
        }
        try (BadMailServer server = new BadMailServer(BadMailServer.HANGS)) {
            mailServer.use(server.port());
            failsVisiblyAndArrivesLater(draft().create());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"451 try again", "552 mailbox full", "421 going down"})
    void aRefusedRecipientDoesNotHoldUpTheOther(String answer) {
        Existing contact = draft().responsible("emily").create();
        try (BadMailServer server = new BadMailServer(BadMailServer.refusing(ANNA, answer))) {
            mailServer.use(server.port());
            reminders.fallDue(contact.reminderId());
            assertThat(server.mails()).hasSize(1);
        }
        assertThat(reminders.states(contact.reminderId())).containsExactlyInAnyOrder("anna:FAILED", "emily:SENT");
        assertThat(mail(contact, "anna").get("last_error").toString()).contains(answer.substring(4));

        assertThat(jobs.of(reminders.instance(contact.reminderId())))
                .as("what becomes of the mails is of no concern to the model")
                .isEmpty();

        mailServer.start();
        clock.advance(Duration.ofSeconds(61));
        reminders.sendMails();

        assertThat(mailServer.received(ANNA)).hasSize(1);
        assertThat(mailServer.received(EMILY))
                .as("who has it does not get it again")
                .isEmpty();
        assertThat(reminders.states(contact.reminderId())).containsExactlyInAnyOrder("anna:SENT", "emily:SENT");
    }

    /** Whether the server took it nobody knows: it is sent again, and recognisably the same. */
    @Test
    void aServerThatDiesAfterTheDataGetsTheSameMailAgain() throws Exception {
        Existing contact = draft().create();
        String first;
        try (BadMailServer server = new BadMailServer(BadMailServer.DIES_AFTER_DATA)) {
            mailServer.use(server.port());
            reminders.fallDue(contact.reminderId());
            assertThat(server.mails()).hasSize(1);
            first = server.mails().get(0);
        }
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:FAILED");

        mailServer.start();
        clock.advance(Duration.ofSeconds(61));
        reminders.sendMails();

        String id = only(ANNA).getHeader("Message-ID")[0];
        assertThat(first).contains("Message-ID: " + id);
        assertThat(mail(contact, "anna")).containsEntry("message_id", id).containsEntry("attempts", 2);
    }

    @Test
    void triesAgainAfter1And5And30MinutesAnd2And6HoursThenWaitsForAnAdmin() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        mailServer.use(closed);
        Existing contact = draft().withReminder("P7D").create();
        reminders.fallDue(contact.reminderId());

        List<Duration> waits = new ArrayList<>();
        for (Instant next = nextTry(contact); next != null; next = nextTry(contact)) {
            waits.add(Duration.between(clock.now().toInstant(), next)
                    .plusSeconds(30)
                    .truncatedTo(ChronoUnit.MINUTES));
            clock.moveTo(next.plusSeconds(1));
            reminders.forgiveTheServer();
            reminders.sendMails();
        }

        assertThat(waits)
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(6));
        assertThat(mail(contact, "anna")).containsEntry("status", "FAILED").containsEntry("attempts", 6);
        mailServer.start();
        reminders.sendMails();
        assertThat(mailServer.received(ANNA)).isEmpty();
        failedMails.again((Long) mail(contact, "anna").get("id"));
        reminders.sendMails();
        assertThat(mailServer.received(ANNA)).hasSize(1);
    }

    private @Nullable Instant nextTry(Existing contact) {
        Timestamp next = (Timestamp) mail(contact, "anna").get("next_try_at");
        return next == null ? null : next.toInstant();
    }

    /** Whoever waits for an answer that never comes holds up himself, and after three of them nobody. */
    @Test
    void aServerThatHangsIsLeftAloneAfterThreeMailsAndAskedWithOneLater() {
        List<Existing> all =
                IntStream.range(0, 6).mapToObj(i -> draft().create()).toList();
        try (BadMailServer server = new BadMailServer(BadMailServer.HANGS)) {
            mailServer.use(server.port());
            all.forEach(contact -> reminders.fallDue(contact.reminderId()));
        }

        assertThat(all).allMatch(contact -> reminders.raised(contact.reminderId()));
        assertThat(all)
                .extracting(contact -> mail(contact, "anna").get("attempts"))
                .containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(failedMails.serverIsAway()).isTrue();
        assertThat(failedMails.waiting()).isEqualTo(6);

        mailServer.start();
        reminders.sendMails();
        assertThat(mailServer.received(ANNA)).isEmpty();
        // somebody says that it is worth a try
        assertThat(failedMails.allAgain()).isEqualTo(3);
        reminders.sendMails();
        assertThat(mailServer.received(ANNA)).hasSize(6);
        assertThat(failedMails.serverIsAway()).isFalse();
    }

    @Test
    void recipientsWhomTheServerDoesNotKnowSayNothingAboutTheServer() {
        try (BadMailServer server = new BadMailServer(BadMailServer.refusing(ANNA, "550 unknown"))) {
            mailServer.use(server.port());
            for (int i = 0; i < 4; i++) {
                reminders.fallDue(draft().create().reminderId());
            }
            reminders.fallDue(draft().responsible("emily").create().reminderId());

            assertThat(failedMails.serverIsAway()).isFalse();
            assertThat(server.mails()).as("emily's").hasSize(1);
        }
    }

    /** Each byte comes in time; the mail does not. */
    @Test
    void aServerThatSaysOneByteNowAndThenIsGivenUpTooAndTheNextMailGoesOut() {
        Existing contact = draft().create();
        try (BadMailServer server = new BadMailServer(BadMailServer.DRIPS)) {
            mailServer.use(server.port());
            reminders.fallDue(contact.reminderId());
        }
        assertThat(mail(contact, "anna")).containsEntry("status", "FAILED").containsEntry("failure", "UNREACHABLE");

        mailServer.start();
        reminders.fallDue(draft().create().reminderId());
        assertThat(mailServer.received(ANNA)).hasSize(1);
    }

    @Test
    void twoExecutorsOfTheSameJobSendOneMail() throws Exception {
        Existing contact = draft().create();
        String instance = reminders.instance(contact.reminderId());
        clock.moveTo(contact.reminderDueAt().plusSeconds(1));
        atOnce(jobs.only(instance));
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:PENDING");
        assertThat(jobs.of(instance)).isEmpty();
        inTwoThreads(() -> {
            reminders.sendMails();
            return null;
        });

        assertThat(mailServer.received(ANNA)).hasSize(1);
        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:SENT");
    }

    /** A worker that looks for the next mail while another transaction raises one knows all of it or nothing. */
    @Test
    void aMailThatIsHandedOverWhileSomebodyLooksForTheNextOneGoesOut() throws Exception {
        Existing contact = draft().create();
        clock.moveTo(contact.reminderDueAt().plusSeconds(1));
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> sent = transactions.execute(raising -> {
                jobs.runDue(reminders.instance(contact.reminderId()));
                jdbc.sql("lock table rapport.reminder_mail in access exclusive mode")
                        .update();
                Future<Boolean> looking = worker.submit(outbox::sendNext);
                await().until(() -> jdbc.sql("""
                                select exists (
                                  select from pg_locks where not granted and relation = 'rapport.reminder_mail'::regclass)""").query(Boolean.class).single());
                return looking;
            });
            assertThat(sent.get()).isTrue();
        } finally {
            worker.shutdownNow();
        }

        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:SENT");
        assertThat(mailServer.received(ANNA)).hasSize(1);
    }

    @Test
    void aMailThatNobodySendsIsFoundByTheConsistencyCheck() {
        Existing contact = draft().create();
        String instance = reminders.instance(contact.reminderId());
        clock.moveTo(contact.reminderDueAt().plusSeconds(1));
        jobs.runDue(instance);
        String finding = "mail-stuck mail "
                + jdbc.sql("select id from rapport.reminder_mail where reminder_id = ?")
                        .param(contact.reminderId())
                        .query(String.class)
                        .single();
        assertThat(consistency.found()).as("a moment ago").doesNotContain(finding);

        clock.advance(Duration.ofMinutes(16));
        assertThat(consistency.found()).contains(finding);

        consistency.repair();
        reminders.sendMails();
        assertThat(consistency.found()).doesNotContain(finding);
        assertThat(mailServer.received(ANNA)).hasSize(1);
    }

    @Test
    void aDumpThatIsRestoredADayLaterShowsOverdueRemindersWithoutStaleMails() {
        Existing waiting = draft().withReminder("PT1H").create();
        Existing raised = draft().withReminder("PT1H").create();
        clock.moveTo(raised.reminderDueAt().plusSeconds(1));
        jobs.execute(jobs.only(reminders.instance(raised.reminderId())));

        clock.advance(Duration.ofDays(1));
        jobs.runDue(reminders.instance(waiting.reminderId()));
        jobs.runDue(reminders.instance(raised.reminderId()));
        reminders.sendMails();

        assertThat(reminders.raised(waiting.reminderId())).isTrue();
        assertThat(reminders.mails(waiting.reminderId())).isEmpty();
        assertThat(reminders.states(raised.reminderId())).containsExactly("anna:STALE");
        assertThat(mailServer.received(ANNA)).isEmpty();
        assertThat(contacts.read(waiting.id()).reminderId()).isEqualTo(waiting.reminderId());
    }

    @Test
    void aReminderThatIsRemovedBeforeItIsDueMailsNobody() {
        Existing contact = draft().create();
        String instance = reminders.instance(contact.reminderId());
        contacts.close(contact, "anna", Map.of("outcome", "notPerformed"));

        clock.moveTo(contact.reminderDueAt().plusSeconds(1));
        jobs.runDue(instance);

        assertThat(mailServer.received(ANNA)).isEmpty();
    }

    @Test
    void aMailThatWaitedWhenItsReminderWasSnoozedIsNotSentTwice() {
        mailServer.use(1);
        Existing contact = draft().create();
        reminders.fallDue(contact.reminderId());
        api.as("anna")
                .post(
                        "/api/reminders/" + contact.reminderId() + "/snooze",
                        Map.of("until", time.now().plus(Duration.ofHours(1)).toString()));
        mailServer.start();

        reminders.fallDue(contact.reminderId());

        assertThat(reminders.states(contact.reminderId())).containsExactly("anna:WITHDRAWN", "anna:SENT");
        assertThat(mailServer.received(ANNA)).hasSize(1);
    }

    @Test
    void aSnoozeThatIsUndoneTellsNobodyASecondTime() {
        Existing contact = draft().create();
        long reminder = contact.reminderId();
        Instant due = reminders.dueAt(reminder);
        reminders.fallDue(reminder);
        assertThat(mailServer.received(ANNA)).hasSize(1);

        snoozeReminder.until(reminder, time.now().plus(Duration.ofDays(7)));
        snoozeReminder.undo(reminder, due);

        assertThat(reminders.raised(reminder)).as("stands where it stood").isTrue();
        reminders.fallDue(reminder);
        clock.advance(Duration.ofMinutes(10));
        jobs.runDue(reminders.instance(reminder));
        assertThat(reminders.states(reminder)).containsExactly("anna:SENT");
        assertThat(mailServer.received(ANNA)).hasSize(1);
    }

    @Test
    void aSnoozeThatIsUndoneInTimeRemindsWhenItWasDueBefore() {
        Existing contact = draft().create();
        long reminder = contact.reminderId();
        Instant due = reminders.dueAt(reminder);
        snoozeReminder.until(reminder, due.plus(Duration.ofDays(2)));

        snoozeReminder.undo(reminder, due);

        assertThat(reminders.dueAt(reminder)).isEqualTo(due);
        reminders.fallDue(reminder);
        assertThat(reminders.states(reminder)).containsExactly("anna:SENT");
    }

    private void failsVisiblyAndArrivesLater(Existing contact) {
        reminders.fallDue(contact.reminderId());
        assertThat(reminders.raised(contact.reminderId())).isTrue();
        assertThat(mail(contact, "anna")).containsEntry("status", "FAILED").containsEntry("attempts", 1);
        assertThat(mail(contact, "anna").get("last_error").toString()).isNotBlank();

        mailServer.start();
        reminders.sendMails();
        assertThat(mailServer.received(ANNA)).as("not before its time").isEmpty();
        clock.advance(Duration.ofSeconds(61));
        reminders.sendMails();

        assertThat(mailServer.received(ANNA)).hasSize(1);
        assertThat(mail(contact, "anna")).containsEntry("status", "SENT").containsEntry("last_error", null);
    }

    private void atOnce(Job job) throws Exception {
        inTwoThreads(() -> jobs.execute(job));
    }

    private static <T> void inTwoThreads(Callable<T> run) throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var result : threads.invokeAll(List.of(run, run))) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Draft draft() {
        return contacts.aPlannedContact().withReminder();
    }

    private Map<String, Object> mail(Existing contact, String recipient) {
        return reminders.mails(contact.reminderId()).stream()
                .filter(mail -> mail.get("recipient").equals(recipient))
                .findFirst()
                .orElseThrow();
    }

    private MimeMessage only(String email) {
        List<MimeMessage> received = mailServer.received(email);
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    private static String text(MimeMessage message) throws Exception {
        return content(message, "text/plain").replace("\r\n", "\n");
    }

    private static String html(MimeMessage message) throws Exception {
        return content(message, "text/html");
    }

    /** The first part of this kind, however deep. */
    private static String content(Part part, String type) throws Exception {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = content(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    /** As both libraries and the letter of the standard have it. */
    private static VEvent event(BodyPart file) throws Exception {
        byte[] calendar = file.getInputStream().readAllBytes();
        assertThat(StrictCalendar.faults(calendar)).isEmpty();
        var other = new CalendarBuilder().build(new ByteArrayInputStream(calendar));
        assertThat(other.validate().getEntries()).isEmpty();
        VEvent event = Biweekly.parse(new String(calendar, StandardCharsets.UTF_8))
                .first()
                .getEvents()
                .get(0);
        assertThat(other.getComponents(Component.VEVENT)
                        .get(0)
                        .getRequiredProperty(Property.SUMMARY)
                        .getValue())
                .isEqualTo(event.getSummary().getValue());
        return event;
    }

    private static BodyPart part(MimeMessage message, int index) throws Exception {
        return ((MimeMultipart) message.getContent()).getBodyPart(index);
    }
}
