package dev.rapport.contact;

import dev.rapport.item.ItemConditions;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Conditions that process admins may set before a contact is closed. */
@Service
public class ContactConditions extends ItemConditions<Contact> {

    ContactConditions(Contacts contacts, BusinessTime time, CurrentUser currentUser) {
        super(contacts, time, currentUser);
    }

    /**
     * Refuses a contact that took no longer than this; what is no duration is refused where it is recorded.
     *
     * @param moreThan {@code HH:mm}
     * @throws BusinessRuleViolation duration.too-short
     */
    public void requireDuration(ContactOutcome outcome, String moreThan) {
        LocalTime took = outcome.took();
        if (took != null && !took.isAfter(LocalTime.parse(moreThan))) {
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
}
