package dev.rapport.contact;

import dev.rapport.reminder.ReminderLead;
import dev.rapport.reminder.ScheduleReminder;
import dev.rapport.shared.BusinessRuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives a planned contact its reminder (rule 13); a closed one never gets any (rule 17). */
@Service
public class RemindOfContact {

    private final Contacts contacts;
    private final ScheduleReminder scheduleReminder;

    RemindOfContact(Contacts contacts, ScheduleReminder scheduleReminder) {
        this.contacts = contacts;
        this.scheduleReminder = scheduleReminder;
    }

    /**
     * Schedules the reminder.
     *
     * @param lead ISO-8601, see {@link ReminderLead}; null for the default
     */
    @Transactional
    public void remind(Long contactId, @Nullable String lead) {
        Contact contact = contacts.findById(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        if (contact.status().closed()) {
            throw BusinessRuleViolation.invalid("reminder", "reminder.not-planned");
        }
        scheduleReminder.schedule(
                contactId,
                contact.start(),
                lead == null
                        ? ReminderLead.DEFAULT
                        : ReminderLead.of(lead)
                                .orElseThrow(() -> BusinessRuleViolation.invalid("reminderLead", "not-found")));
    }
}
