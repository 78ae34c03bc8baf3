package dev.rapport.reminder;

import dev.rapport.support.Clock;
import dev.rapport.support.Jobs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the tests want to know of reminders, and the way to let one fall due. */
@Component
@Profile("test")
public class TestReminders {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Jobs jobs;
    private final ReminderOutbox outbox;
    private final MailBreaker breaker;

    TestReminders(JdbcClient jdbc, Clock clock, Jobs jobs, ReminderOutbox outbox, MailBreaker breaker) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.jobs = jobs;
        this.outbox = outbox;
        this.breaker = breaker;
    }

    /** No mail waits, and the mail server has done nothing wrong. */
    public void forgetMails() {
        jdbc.sql(
                        "update rapport.reminder_mail set status = 'WITHDRAWN', next_try_at = null where next_try_at is not null")
                .update();
        forgiveTheServer();
    }

    /** The list of what did not arrive is empty. */
    public void forgetFailures() {
        jdbc.sql("update rapport.reminder_mail set status = 'WITHDRAWN', next_try_at = null where status = 'FAILED'")
                .update();
    }

    /** As time does. */
    public void forgiveTheServer() {
        breaker.circuit.reset();
    }

    /** Sends what may be sent now, as the workers would. */
    public void sendMails() {
        while (outbox.sendNext()) {
            // the next one
        }
    }

    /** The instance that a reminder waits in, or ran in last. */
    public String instance(long reminder) {
        return jdbc.sql("select process_instance_id from rapport.reminder where id = :id")
                .param("id", reminder)
                .query(String.class)
                .single();
    }

    public Instant dueAt(long reminder) {
        return jdbc.sql("select due_at from rapport.reminder where id = :id")
                .param("id", reminder)
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    public boolean raised(long reminder) {
        return jdbc.sql("select raised_at is not null from rapport.reminder where id = :id")
                .param("id", reminder)
                .query(Boolean.class)
                .single();
    }

    /** The outbox of a reminder, oldest first. */
    public List<Map<String, Object>> mails(long reminder) {
        return jdbc.sql("select * from rapport.reminder_mail where reminder_id = :id order by id")
                .param("id", reminder)
                .query()
                .listOfRows();
    }

    /** {@code recipient:STATUS} of each mail. */
    public List<String> states(long reminder) {
        return mails(reminder).stream()
                .map(mail -> mail.get("recipient") + ":" + mail.get("status"))
                .toList();
    }

    /** Moves the clock to the due time and runs what is due then: the timer, in its own job the mail, and sends it. */
    public void fallDue(long reminder) {
        Instant due = dueAt(reminder).plusSeconds(1);
        if (due.isAfter(clock.now().toInstant())) {
            clock.moveTo(due);
        }
        jobs.runDue(instance(reminder));
        sendMails();
    }
}
