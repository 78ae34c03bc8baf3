package dev.rapport.contact;

import dev.rapport.item.ChangeItem;
import dev.rapport.item.ItemChecks;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.reminder.RemoveReminders;
import dev.rapport.reminder.ScheduleReminder;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.FieldChecks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes a contact outside its model: an open one in everything but its address, a closed one in its infotext only. */
@Service
public class ChangeContact extends ChangeItem<Contact, ContactChange> {

    private final ItemChecks checks;
    private final ContactChecks contactChecks;
    private final ScheduleReminder scheduleReminder;
    private final RemoveReminders removeReminders;

    ChangeContact(
            Contacts contacts,
            ContactProcess process,
            ItemChecks checks,
            ContactChecks contactChecks,
            ScheduleReminder scheduleReminder,
            RemoveReminders removeReminders,
            AuditTrail audit) {
        super(contacts, process, checks, audit);
        this.checks = checks;
        this.contactChecks = contactChecks;
        this.scheduleReminder = scheduleReminder;
        this.removeReminders = removeReminders;
    }

    /** Start, description and reminder; the reminder moves along with the start (rule 16). */
    @Override
    protected Runnable check(FieldChecks errors, Contact contact, ContactChange change) {
        String description = change.description().present()
                ? checks.text(errors, "description", change.description().value())
                : contact.description();
        Instant start = change.start().present()
                ? contactChecks.plannedStart(errors, change.start().value())
                : contact.start();
        contactChecks.refusePlannedDuration(errors, change.duration().value());
        ReminderLead lead = change.reminderLead().present()
                ? contactChecks.lead(errors, change.reminderLead().value()).orElse(null)
                : null;
        return () -> {
            boolean moved = start != null && !start.equals(contact.start());
            if (start != null && moved) {
                changed(contact, "start", contact.start(), start);
                contact.move(start);
            }
            changed(contact, "description", contact.description(), description);
            contact.describe(description);
            remind(contact, change.reminder().value(), lead, moved);
        };
    }

    /** Switches the reminder on or off, or moves the one there is along with the contact. */
    private void remind(Contact contact, @Nullable Boolean wanted, @Nullable ReminderLead lead, boolean moved) {
        if (Boolean.FALSE.equals(wanted)) {
            removeReminders.switchOff(contact.id());
        } else if (Boolean.TRUE.equals(wanted)) {
            scheduleReminder.reschedule(contact.id(), contact.start(), lead, moved);
        } else if (lead != null || moved) {
            scheduleReminder.move(contact.id(), contact.start(), lead, moved);
        }
    }
}
