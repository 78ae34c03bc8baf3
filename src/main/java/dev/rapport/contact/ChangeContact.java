package dev.rapport.contact;

import dev.rapport.address.AddressChoice;
import dev.rapport.item.ChangeItem;
import dev.rapport.item.ItemChecks;
import dev.rapport.item.Report;
import dev.rapport.item.Reports;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.reminder.RemoveReminders;
import dev.rapport.reminder.ScheduleReminder;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.FieldChecks;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes a contact outside its model: an open one in everything, a closed one in its infotext only (rule 23). */
@Service
public class ChangeContact extends ChangeItem<Contact, ContactChange> {

    private final ItemChecks checks;
    private final ContactChecks contactChecks;
    private final ContactProcess process;
    private final Reports reports;
    private final ScheduleReminder scheduleReminder;
    private final RemoveReminders removeReminders;

    ChangeContact(
            Contacts contacts,
            ContactProcess process,
            ItemChecks checks,
            ContactChecks contactChecks,
            Reports reports,
            ScheduleReminder scheduleReminder,
            RemoveReminders removeReminders,
            AuditTrail audit) {
        super(contacts, process, checks, audit);
        this.checks = checks;
        this.contactChecks = contactChecks;
        this.process = process;
        this.reports = reports;
        this.scheduleReminder = scheduleReminder;
        this.removeReminders = removeReminders;
    }

    /** Whom, how, when and what; the reminder moves along with the start (rule 16). */
    @Override
    protected Runnable check(FieldChecks errors, Contact contact, ContactChange change) {
        AddressChoice.Chosen whom = contactChecks.concerned(errors, contact, change);
        String type = contactChecks.type(errors, contact, change);
        Direction direction = contactChecks.direction(errors, contact, change);
        refuseWithoutReportedDuration(errors, contact, type);
        String description = change.description().present()
                ? checks.text(errors, "description", change.description().value())
                : contact.description();
        Instant start = change.start().present()
                ? contactChecks.plannedStart(errors, change.start().value())
                : contact.start();
        contactChecks.refusePlannedDuration(errors, change.duration().value());
        Integer expected = change.expectedDuration().present()
                ? contactChecks.expectedMinutes(
                        errors, change.expectedDuration().value())
                : contact.expectedMinutes();
        ReminderLead lead = change.reminderLead().present()
                ? contactChecks.lead(errors, change.reminderLead().value()).orElse(null)
                : null;
        return () -> {
            concern(contact, whom);
            if (type != null && direction != null) {
                changed(contact, "type", contact.type(), type);
                changed(contact, "direction", contact.direction(), direction);
                contact.be(type, direction);
            }
            boolean moved = start != null && !start.equals(contact.start());
            if (start != null && moved) {
                changed(contact, "start", contact.start(), start);
                contact.move(start);
            }
            String lasted = contact.expectedDuration();
            contact.expect(expected);
            changed(contact, "expectedDuration", lasted, contact.expectedDuration());
            changed(contact, "description", contact.description(), description);
            contact.describe(description);
            remind(contact, change.reminder().value(), lead, moved);
        };
    }

    /** What has been reported already is closed as it was reported: the new type must not ask for what nobody can add. */
    private void refuseWithoutReportedDuration(FieldChecks errors, Contact contact, @Nullable String type) {
        if (type == null || type.equals(contact.type()) || !contactChecks.needsDuration(type)) {
            return;
        }
        Report report = reports.find(Contact.KIND, contact.id()).orElse(null);
        if (report != null && report.duration() != null && report.duration().isZero()) {
            errors.refuse("type", "duration.required");
        }
    }

    private void concern(Contact contact, AddressChoice.@Nullable Chosen whom) {
        if (whom == null) {
            return;
        }
        boolean other = !whom.address().equals(contact.addressId())
                || !Objects.equals(whom.contactPerson(), contact.contactPersonId());
        changed(contact, "addressId", contact.addressId(), whom.address());
        changed(contact, "contactPersonId", contact.contactPersonId(), whom.contactPerson());
        contact.concern(whom.address(), whom.contactPerson());
        if (other) {
            process.concern(contact, whom.card());
        }
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
