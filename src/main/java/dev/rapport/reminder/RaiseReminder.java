package dev.rapport.reminder;

import dev.rapport.shared.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises a reminder that fell due and puts its mails into the outbox, in one transaction (rule 16). The mails go to the
 * creator and the responsible, never to the customer.
 */
@Service
public class RaiseReminder {

    /** A reminder raised later than this after everything it was about is listed, but nobody gets a stale mail. */
    static final Duration STALE_AFTER = Duration.ofHours(1);

    private final Reminders reminders;
    private final ScheduleReminder schedule;
    private final JdbcClient jdbc;
    private final BusinessTime time;

    RaiseReminder(Reminders reminders, ScheduleReminder schedule, JdbcClient jdbc, BusinessTime time) {
        this.reminders = reminders;
        this.schedule = schedule;
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Raises the reminder; does nothing when it was removed, moved away or raised before. Called too early, because the
     * clock was put back or somebody ran the timer by hand, it leaves the reminder to a new instance that waits again.
     *
     * @param instance the model instance that calls
     */
    @Transactional
    public void raise(Long reminderId, String instance) {
        // what the database keeps of it: mails belong to a reminder by this very instant
        Instant now = time.now().truncatedTo(ChronoUnit.MICROS);
        Optional<Reminder> found = reminders.lock(reminderId).filter(reminder -> reminder.waitsIn(instance));
        if (found.isEmpty()) {
            return;
        }
        Reminder reminder = found.get();
        if (reminder.dueAt().isAfter(now)) {
            schedule.restart(reminderId);
            return;
        }
        reminder.raise(now);
        // the step that sends may follow in this very transaction, and looks for the mails of this raising
        reminders.flush();
        record Parties(Instant startAt, String createdBy, String responsible) {}
        Parties contact = jdbc.sql("select start_at, created_by, responsible from rapport.contact_entry where id = :id")
                .param("id", reminder.contactId())
                .query((row, n) -> new Parties(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3)))
                .single();
        if (wantsMail(reminder, contact.startAt(), now)) {
            jdbc.sql("""
                            insert into rapport.reminder_mail (reminder_id, recipient, raised_at, message_id, status)
                            select :id, u.user_id, :now, '<reminder-' || :id || '.' || u.user_id || '.' || :stamp || '@rapport>', 'PENDING'
                            from rapport.user_card u
                            where u.enabled and u.user_id in (:creator, :responsible)""")
                    .param("id", reminderId)
                    .param("now", java.sql.Timestamp.from(now))
                    .param("stamp", now.toEpochMilli())
                    .param("creator", contact.createdBy())
                    .param("responsible", contact.responsible())
                    .update();
        }
    }

    private static boolean wantsMail(Reminder reminder, Instant start, Instant now) {
        if (reminder.snoozed()) {
            return !reminder.dueAt().plus(STALE_AFTER).isBefore(now);
        }
        // planned in the past: the person typing it knows (table of bad input)
        boolean plannedInThePast = start.isBefore(reminder.createdAt());
        return !plannedInThePast && !start.plus(STALE_AFTER).isBefore(now);
    }
}
