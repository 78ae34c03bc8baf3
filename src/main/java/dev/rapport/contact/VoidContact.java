package dev.rapport.contact;

import dev.rapport.item.VoidItem;
import dev.rapport.reminder.RemoveReminders;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Moment;
import org.springframework.stereotype.Service;

/** Voids a contact that was entered by mistake (rule 23); its reminder and the mails that wait go with it. */
@Service
public class VoidContact extends VoidItem<Contact> {

    private final RemoveReminders removeReminders;

    VoidContact(
            Contacts contacts,
            ContactProcess process,
            RemoveReminders removeReminders,
            AuditTrail audit,
            Moment moment,
            CurrentUser currentUser) {
        super(contacts, process, audit, moment, currentUser);
        this.removeReminders = removeReminders;
    }

    @Override
    protected void voided(Contact contact) {
        removeReminders.ofVoided(contact.id());
    }
}
