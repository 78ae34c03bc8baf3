package dev.rapport.contact.process;

import dev.rapport.address.AddressChoice;
import dev.rapport.contact.Contact;
import dev.rapport.contact.ReadContact;
import dev.rapport.item.process.NamedPeople;
import dev.rapport.item.process.NotifyStep;
import dev.rapport.reminder.SendNotice;
import java.util.Map;
import org.springframework.stereotype.Component;

/** "Benachrichtigen" about a contact. */
@Component("notifyContact")
class NotifyContactStep extends NotifyStep<Contact> {

    private final ReadContact readContact;
    private final AddressChoice addressChoice;

    NotifyContactStep(SendNotice sendNotice, NamedPeople people, ReadContact readContact, AddressChoice addressChoice) {
        super(declared(ContactModel.KEY), sendNotice, people);
        this.readContact = readContact;
        this.addressChoice = addressChoice;
    }

    @Override
    protected Contact item(Long id) {
        return readContact.read(id);
    }

    @Override
    protected Map<String, String> values(Contact contact) {
        return Map.of(
                "number", contact.number(),
                "subject", contact.subject(),
                "customer", addressChoice.card(contact.addressId(), contact.contactPersonId()));
    }
}
