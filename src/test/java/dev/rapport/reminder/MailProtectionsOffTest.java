package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.BadMailServer;
import dev.rapport.support.Clock;
import dev.rapport.support.Jobs;
import dev.rapport.support.MailServer;
import dev.rapport.support.Together;
import jakarta.mail.internet.MimeMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outbox with one of its protections switched off at a time: what {@code ReminderMailTest} and {@code MailFaultsIT} see
 * held does not hold here.
 */
@IntegrationTest
class MailProtectionsOffTest {

    private static final Logger log = LoggerFactory.getLogger(MailProtectionsOffTest.class);

    private static final String ANNA = "anna@rapport.example";
    private static final String EMILY = "emily@rapport.example";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private ReminderOutbox outbox;

    @Autowired
    private ReminderMailText text;

    @Autowired
    private NoticeMailText noticeText;

    @Autowired
    private ObjectProvider<JavaMailSender> senders;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private BusinessTime time;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MailServer mailServer;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Clock clock;

    @BeforeEach
    void start() {
        reminders.forgetMails();
        mailServer.start();
    }

    @AfterEach
    void stop() {
        mailServer.stop();
        reminders.forgetMails();
    }

    /** A server that hangs costs every mail its time, on and on. */
    @Test
    void withoutTheBreakerEveryMailWaitsForTheServer() {
        List<Existing> raised = raised(5);
        ReminderOutbox unbroken = outbox(jdbc, new NoBreaker(), PATIENCE);
        try (BadMailServer server = new BadMailServer(BadMailServer.HANGS)) {
            mailServer.use(server.port());
            while (sends(unbroken)) {
                // the next one
            }
        }
        assertThat(raised)
                .extracting(
                        contact -> reminders.mails(contact.reminderId()).get(0).get("status"))
                .as("with it three are tried and two left alone")
                .containsOnly("FAILED");
    }

    /** Each byte comes in time, and the mail library is content. */
    @Test
    void withoutTheDeadlineOneMailTakesAThreadForGood() throws Exception {
        raised(1);
        ReminderOutbox patient = outbox(jdbc, new MailBreaker(), Duration.ofHours(1));
        try (BadMailServer server = new BadMailServer(BadMailServer.DRIPS)) {
            mailServer.use(server.port());
            Thread worker = new Thread(() -> sends(patient), "mail without a deadline");
            worker.start();
            await("longer than with it")
                    .during(PATIENCE.plusSeconds(1))
                    .atMost(PATIENCE.multipliedBy(3))
                    .until(worker::isAlive);
            server.close();
            worker.join(PATIENCE.toMillis());
            assertThat(worker.isAlive()).isFalse();
        }
    }

    /** What the model's job did itself once: while a mail is on its way the thread raises nothing. */
    @Test
    void withoutThreadsOfTheirOwnMailsKeepTheNextReminderWaiting() {
        assertThat(raisedBehindTheFirst(true))
                .as("sent where it is raised, as long as the server takes")
                .isFalse();
        reminders.forgetMails();
        assertThat(raisedBehindTheFirst(false)).as("sent beside it").isTrue();
    }

    /** Whether a second reminder is raised while the first one's mail waits for the server. */
    private boolean raisedBehindTheFirst(boolean inTheSameThread) {
        List<Existing> due = due(2);
        Existing first = due.get(0);
        Existing second = due.get(1);
        CountDownLatch onItsWay = new CountDownLatch(1);
        AtomicReference<Boolean> raised = new AtomicReference<>();
        UnaryOperator<String> hangs = command -> {
            if (onItsWay.getCount() > 0) {
                onItsWay.countDown();
                raised.set(isRaisedSoon(second));
            }
            return null;
        };
        try (BadMailServer server = new BadMailServer(hangs)) {
            mailServer.use(server.port());
            jobs.runDue(reminders.instance(first.reminderId()));
            Thread worker = new Thread(() -> sends(outbox(jdbc, new MailBreaker(), PATIENCE)), "mail beside");
            if (inTheSameThread) {
                sends(outbox(jdbc, new MailBreaker(), PATIENCE));
            } else {
                worker.start();
            }
            jobs.runDue(reminders.instance(second.reminderId()));
            await("the server was asked").until(() -> raised.get() != null);
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return raised.get();
    }

    /** Less time than the mail library waits for an answer. */
    private boolean isRaisedSoon(Existing contact) {
        long begin = System.nanoTime();
        boolean raised = false;
        while (!raised && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(250)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            raised = reminders.raised(contact.reminderId());
        }
        return raised;
    }

    /** A server that refuses one of two recipients refuses the mail. */
    @Test
    void withoutAMailForEachOneRefusedRecipientStopsTheOther() throws Exception {
        try (BadMailServer server = new BadMailServer(BadMailServer.refusing(ANNA, "550 no such mailbox"))) {
            mailServer.use(server.port());
            JavaMailSender sender = senders.getObject();
            MimeMessage both = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(both);
            helper.setFrom("rapport@localhost");
            helper.setTo(new String[] {ANNA, EMILY});
            helper.setText("Erinnerung");

            assertThatThrownBy(() -> sender.send(both)).isInstanceOf(MailSendException.class);
            assertThat(server.mails()).isEmpty();
        }
    }

    /** Two nodes that look at the same moment. */
    @Test
    void withoutALockedRowTwoNodesSendTheSameMail() throws Exception {
        assertThat(sentByTwoNodes(unlocked())).hasSize(2);
        reminders.forgetMails();
        assertThat(sentByTwoNodes(jdbc)).hasSize(1);
    }

    private List<String> sentByTwoNodes(JdbcClient their) throws Exception {
        raised(1);
        CountDownLatch both = new CountDownLatch(2);
        UnaryOperator<String> meets = command -> {
            if (command.isEmpty()) {
                both.countDown();
                log.info("Two ask for it: {}", isUp(both));
            }
            return BadMailServer.answer(command);
        };
        try (BadMailServer server = new BadMailServer(meets)) {
            mailServer.use(server.port());
            Together.atOnce(List.of(
                    () -> sends(outbox(their, new MailBreaker(), PATIENCE)),
                    () -> sends(outbox(their, new MailBreaker(), PATIENCE))));
            return server.mails();
        }
    }

    /** Waits as long as a second one may take, and less than the mail library does. */
    private static boolean isUp(CountDownLatch both) {
        try {
            return both.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What was rolled back was never raised, and its mail has gone all the same. */
    @Test
    void withoutAnOutboxAMailGoesOutForWhatWasRolledBack() {
        Existing contact = due(1).get(0);
        String instance = reminders.instance(contact.reminderId());
        transactions.executeWithoutResult(undone -> {
            jobs.runDue(instance);
            undone.setRollbackOnly();
        });
        reminders.sendMails();
        assertThat(reminders.raised(contact.reminderId())).isFalse();
        assertThat(mailServer.received(ANNA)).isEmpty();

        transactions.executeWithoutResult(undone -> {
            jobs.execute(jobs.only(instance));
            outbox.sendNext();
            undone.setRollbackOnly();
        });
        assertThat(reminders.raised(contact.reminderId())).isFalse();
        assertThat(mailServer.received(ANNA)).hasSize(1);
    }

    /** All at the same time: later than half a day nobody is reminded any more. */
    private List<Existing> due(int number) {
        List<Existing> due = IntStream.range(0, number)
                .mapToObj(i -> contacts.aPlannedContact().withReminder().create())
                .toList();
        clock.moveTo(due.get(0).reminderDueAt().plusSeconds(1));
        return due;
    }

    /** Their mails wait. */
    private List<Existing> raised(int number) {
        List<Existing> raised = due(number);
        raised.forEach(contact -> {
            jobs.runDue(reminders.instance(contact.reminderId()));
            assertThat(reminders.states(contact.reminderId())).containsExactly("anna:PENDING");
        });
        return raised;
    }

    private boolean sends(ReminderOutbox outbox) {
        return Boolean.TRUE.equals(transactions.execute(sending -> outbox.sendNext()));
    }

    private ReminderOutbox outbox(JdbcClient jdbc, MailBreaker breaker, Duration patience) {
        return new ReminderOutbox(
                jdbc, senders, text, noticeText, breaker, events, time, List.of(Duration.ofMinutes(1)), patience);
    }

    /** The same statements, which wait for nobody and skip nothing. */
    private JdbcClient unlocked() {
        return (JdbcClient) Proxy.newProxyInstance(
                JdbcClient.class.getClassLoader(), new Class<?>[] {JdbcClient.class}, (proxy, method, arguments) -> {
                    Object[] without = arguments.clone();
                    if (without[0] instanceof String sql) {
                        without[0] = sql.replace(
                                "rapport.next_mail(:now)",
                                "(select * from rapport.reminder_mail where next_try_at <= :now order by next_try_at, id limit 1)");
                    }
                    try {
                        return method.invoke(jdbc, without);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static final class NoBreaker extends MailBreaker {
        @Override
        boolean allows() {
            return true;
        }

        @Override
        void unused() {
            // there is nothing to give back
        }
    }
}
