package dev.rapport.contact;

import dev.rapport.item.ItemConditions;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.TimeEntry;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Conditions that process admins may set before a contact is closed. */
@Service
public class ContactConditions extends ItemConditions<Contact> {

    private final BusinessTime time;

    ContactConditions(Contacts contacts, BusinessTime time, CurrentUser currentUser) {
        super(contacts, time, currentUser);
        this.time = time;
    }

    /**
     * Refuses a contact that took no longer than this; what is no duration is refused where it is recorded.
     *
     * @param moreThan {@code HH:mm}
     * @throws BusinessRuleViolation duration.too-short
     */
    public void requireDuration(ContactOutcome outcome, String moreThan) {
        String said = outcome.duration();
        String duration = said == null ? "00:00" : TimeEntry.duration(said).value();
        if (duration != null && !LocalTime.parse(duration).isAfter(LocalTime.parse(moreThan))) {
            throw BusinessRuleViolation.invalid("duration", "duration.too-short", moreThan);
        }
    }

    @Override
    protected @Nullable Object value(Contact contact, String field) {
        return switch (field) {
            case "description" -> contact.description();
            case "responsible" -> contact.responsible();
            case "contactPersonId" -> contact.contactPersonId();
            case "campaignId" -> contact.campaignId();
            default -> throw new IllegalArgumentException("A contact has no field " + field);
        };
    }

    @Override
    protected LocalDate appointment(Contact contact) {
        return time.day(contact.start());
    }
}
