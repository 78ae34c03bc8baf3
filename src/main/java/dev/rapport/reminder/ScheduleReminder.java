package dev.rapport.reminder;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates the reminder of a planned contact, or moves it when the contact moves (rules 13, 14 and 16). */
@Service
public class ScheduleReminder {

    private final Reminders reminders;
    private final ReminderProcess process;
    private final ReminderOutbox outbox;
    private final AuditTrail audit;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    ScheduleReminder(
            Reminders reminders,
            ReminderProcess process,
            ReminderOutbox outbox,
            AuditTrail audit,
            BusinessTime time,
            CurrentUser currentUser) {
        this.reminders = reminders;
        this.process = process;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
        this.currentUser = currentUser;
    }

    /** Creates a reminder for a contact that has none. A lead time that has passed already falls due at once. */
    @Transactional
    public Reminder schedule(Long contactId, Instant start, ReminderLead lead) {
        Reminder reminder = reminders.save(
                new Reminder(contactId, lead, lead.before(start, time.zone()), time.now(), currentUser.id()));
        reminder.runsIn(process.start(reminder.id(), reminder.dueAt()));
        reminders.flush();
        return reminder;
    }

    /**
     * Gives a contact the reminder that fits its start, whether it had one or not.
     *
     * @param lead null to keep the present lead time, or the default where there is none
     * @param moved whether the start is another one now
     */
    @Transactional
    public void reschedule(Long contactId, Instant start, @Nullable ReminderLead lead, boolean moved) {
        if (!move(contactId, start, lead, moved)) {
            Reminder reminder = schedule(contactId, start, lead == null ? ReminderLead.DEFAULT : lead);
            audit.changed("contact", contactId, AuditTrail.REMINDER, null, reminder.dueAt());
        }
    }

    /**
     * Moves the reminder of a contact along with its start (rule 16). Where neither start nor lead time changed it stays
     * as it is, raised or snoozed.
     *
     * @param lead null to keep the present lead time
     * @param moved whether the start is another one now
     * @return false when the contact has no reminder
     */
    @Transactional
    public boolean move(Long contactId, Instant start, @Nullable ReminderLead lead, boolean moved) {
        Optional<Reminder> found = reminders.lockOfContact(contactId);
        found.ifPresent(reminder -> {
            ReminderLead kept = lead == null ? reminder.lead() : lead;
            if (moved || !kept.equals(reminder.lead())) {
                replaceInstance(reminder, () -> reminder.moveTo(kept, kept.before(start, time.zone())));
            }
        });
        return found.isPresent();
    }

    /** Gives a reminder whose instance is gone or about to end a new one, for the time it is due. */
    @Transactional
    public void restart(Long reminderId) {
        reminders.lock(reminderId).filter(reminder -> !reminder.removed()).ifPresent(reminder -> {
            reminder.runsIn(process.start(reminder.id(), reminder.dueAt()));
            reminders.flush();
        });
    }

    /** Gives a reminder another time, and an instance that waits for it. */
    void replaceInstance(Reminder reminder, Runnable change) {
        if (reminder.raisedAt() != null) {
            outbox.withdraw(reminder.id());
        }
        Instant before = reminder.dueAt();
        change.run();
        audit.changed("contact", reminder.contactId(), AuditTrail.REMINDER, before, reminder.dueAt());
        String instance = reminder.processInstanceId();
        if (instance != null) {
            process.cancel(instance);
        }
        reminder.runsIn(process.start(reminder.id(), reminder.dueAt()));
        reminders.flush();
    }
}
