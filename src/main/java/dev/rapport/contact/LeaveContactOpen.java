package dev.rapport.contact;

import dev.rapport.item.ItemChecks;
import dev.rapport.item.LeaveOpen;
import dev.rapport.item.Reports;
import dev.rapport.reminder.ScheduleReminder;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.FieldChecks;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Records that a contact was tried and stays open; its reminder moves along with the start (rule 16). */
@Service
public class LeaveContactOpen extends LeaveOpen<Contact, ContactOutcome> {

    private final ContactChecks contactChecks;
    private final ScheduleReminder scheduleReminder;

    LeaveContactOpen(
            Contacts contacts,
            ItemChecks checks,
            ContactChecks contactChecks,
            Reports reports,
            ScheduleReminder scheduleReminder,
            AuditTrail audit) {
        super(Contact.KIND, contacts, checks, reports, audit);
        this.contactChecks = contactChecks;
        this.scheduleReminder = scheduleReminder;
    }

    @Override
    protected Runnable check(FieldChecks errors, Contact contact, ContactOutcome outcome, AuditTrail.Changes changes) {
        Instant next = contactChecks.nextStart(errors, contact, outcome.start());
        return () -> {
            if (next != null) {
                changes.of("start", contact.start(), next);
                contact.move(next);
                scheduleReminder.move(contact.id(), next, null, true);
            }
        };
    }
}
