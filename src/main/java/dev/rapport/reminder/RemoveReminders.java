package dev.rapport.reminder;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a contact's reminder out of the list and ends its model instance (rules 15 and 19). */
@Service
public class RemoveReminders {

    private final Reminders reminders;
    private final ReminderProcess process;
    private final ReminderOutbox outbox;
    private final AuditTrail audit;
    private final BusinessTime time;

    RemoveReminders(
            Reminders reminders, ReminderProcess process, ReminderOutbox outbox, AuditTrail audit, BusinessTime time) {
        this.reminders = reminders;
        this.process = process;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /** As the model says; the step is on record there. */
    @Transactional
    public void ofContact(Long contactId) {
        reminders.lockOfContact(contactId).ifPresent(this::remove);
    }

    /** Because the contact was voided (rule 23): no model is asked. */
    @Transactional
    public void ofVoided(Long contactId) {
        reminders.lockOfContact(contactId).ifPresent(reminder -> remove(reminder, process::end));
    }

    /** Because somebody does not want to be reminded. */
    @Transactional
    public void switchOff(Long contactId) {
        reminders.lockOfContact(contactId).ifPresent(this::removeByHand);
    }

    /**
     * Removes one reminder, which is also the way to take a closed contact out of the list when the model leaves it there
     * (rule 19). Removing it twice is removing it once.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional
    public void one(Long reminderId) {
        Reminder reminder = reminders.lock(reminderId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        if (!reminder.removed()) {
            removeByHand(reminder);
        }
    }

    private void removeByHand(Reminder reminder) {
        audit.changed("contact", reminder.contactId(), AuditTrail.REMINDER, reminder.dueAt(), null);
        remove(reminder);
    }

    private void remove(Reminder reminder) {
        remove(reminder, process::cancel);
    }

    private void remove(Reminder reminder, Consumer<String> ending) {
        String instance = reminder.processInstanceId();
        if (reminder.raisedAt() != null) {
            outbox.withdraw(reminder.id());
        }
        reminder.remove(time.now());
        reminders.flush();
        if (instance != null) {
            ending.accept(instance);
        }
    }
}
