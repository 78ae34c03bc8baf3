package dev.rapport.contact;

import dev.rapport.reminder.ReminderLead;
import dev.rapport.reminder.RemoveReminders;
import dev.rapport.reminder.ScheduleReminder;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import dev.rapport.shared.FieldChecks;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes a contact outside its model: an open one in everything but its address, a closed one in its infotext only. */
@Service
public class ChangeContact {

    static final String AUDITED = "contact";

    private final Contacts contacts;
    private final ContactChecks checks;
    private final ContactProcess process;
    private final ScheduleReminder scheduleReminder;
    private final RemoveReminders removeReminders;
    private final AuditTrail audit;

    ChangeContact(
            Contacts contacts,
            ContactChecks checks,
            ContactProcess process,
            ScheduleReminder scheduleReminder,
            RemoveReminders removeReminders,
            AuditTrail audit) {
        this.contacts = contacts;
        this.checks = checks;
        this.process = process;
        this.scheduleReminder = scheduleReminder;
        this.removeReminders = removeReminders;
        this.audit = audit;
    }

    /**
     * Changes a contact; its reminder moves along (rule 16).
     *
     * @throws BusinessRuleViolation not-found, stale-version, already-closed, or everything wrong with the input at once
     */
    @Transactional
    public void change(Long contactId, ContactChange change) {
        Contact contact = contacts.lock(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        if (contact.status().closed() && change.touchesMoreThanInfotext()) {
            contact.requireOpen();
        }
        contact.requireVersion(change.requireVersion());
        apply(contact, change);
        contacts.flush();
        // only now it has its new version
        process.refresh(contact);
    }

    private void apply(Contact contact, ContactChange change) {
        FieldChecks errors = new FieldChecks();
        String infotext = text(errors, "infotext", change.infotext());
        if (contact.status().closed()) {
            infotext = errors.optionalText("infotext", contact.extended(infotext), ContactChecks.TEXT_LENGTH);
        }
        String description = text(errors, "description", change.description());
        String subject = change.subject().present()
                ? errors.requiredLine("subject", change.subject().value(), ContactChecks.SUBJECT_LENGTH)
                : contact.subject();
        Instant start = change.start().present()
                ? checks.plannedStart(errors, change.start().value())
                : contact.start();
        checks.refusePlannedDuration(errors, change.duration().value());
        String responsible = change.responsible().present()
                ? checks.responsible(errors, change.responsible().value())
                : contact.responsible();
        Long campaign = change.campaignId().present()
                ? checks.campaign(errors, change.campaignId().value(), contact.campaignId())
                : contact.campaignId();
        ReminderLead lead = change.reminderLead().present()
                ? checks.lead(errors, change.reminderLead().value()).orElse(null)
                : null;
        errors.refuseIfAny();

        if (change.infotext().present()) {
            String before = contact.infotext();
            contact.note(infotext);
            noteChange(contact, "infotext", before, contact.infotext());
        }
        if (contact.status().closed() || !change.touchesMoreThanInfotext()) {
            return;
        }
        boolean moved = start != null && !start.equals(contact.start());
        if (start != null && moved) {
            noteChange(contact, "start", contact.start(), start);
            contact.move(start);
        }
        if (!Objects.equals(responsible, contact.responsible())) {
            noteChange(contact, "responsible", contact.responsible(), responsible);
            contact.reassign(responsible);
            process.reassign(contact);
        }
        noteChange(contact, "campaignId", contact.campaignId(), campaign);
        contact.assignCampaign(campaign);
        String described = change.description().present() ? description : contact.description();
        noteChange(contact, "subject", contact.subject(), subject);
        noteChange(contact, "description", contact.description(), described);
        contact.describe(subject, described);
        remind(contact, change.reminder().value(), lead, moved);
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

    private void noteChange(Contact contact, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            audit.changed(AUDITED, contact.id(), field, before, after);
        }
    }

    private static @Nullable String text(FieldChecks errors, String field, Change<String> value) {
        return errors.optionalText(field, value.value(), ContactChecks.TEXT_LENGTH);
    }
}
