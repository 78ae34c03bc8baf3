package dev.rapport.contact;

import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks a draft and stores it as a contact with a number (rules 3, 6, 9, 10 and 12). */
@Service
public class RegisterContact {

    /**
     * A stored contact and what its model needs to go on.
     *
     * @param card whom it is about, in one line
     * @param reminder the lead time of the wanted reminder; null when none is wanted
     */
    public record Registered(
            Contact contact, String card, @Nullable ReminderLead reminder) {}

    private final Contacts contacts;
    private final ContactChecks checks;
    private final BusinessTime time;
    private final Moment moment;
    private final CurrentUser currentUser;

    RegisterContact(
            Contacts contacts, ContactChecks checks, BusinessTime time, Moment moment, CurrentUser currentUser) {
        this.contacts = contacts;
        this.checks = checks;
        this.time = time;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /**
     * Stores a contact.
     *
     * @param processInstanceId the model instance it runs in
     */
    @Transactional
    public Registered register(ContactDraft draft, String processInstanceId) {
        CheckedContact input = checks.check(draft);
        String number = "K-%d-%06d".formatted(time.today().getYear(), contacts.nextNumber());
        Contact contact = new Contact(number, input, moment.now(), currentUser.id());
        contact.runsIn(processInstanceId);
        contacts.save(contact);
        contacts.flush();
        return new Registered(contact, input.card(), input.reminder());
    }
}
