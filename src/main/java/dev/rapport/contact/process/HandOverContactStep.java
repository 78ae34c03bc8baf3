package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ModelledContactChange;
import dev.rapport.item.process.HandOverStep;
import dev.rapport.item.process.NamedPeople;
import org.springframework.stereotype.Component;

/** "Neu zuweisen" of a contact. */
@Component("handOverContact")
class HandOverContactStep extends HandOverStep<Contact> {

    HandOverContactStep(ModelledContactChange change, ReportedContact reported, NamedPeople people) {
        super(declared(ContactModel.KEY), change, reported, people);
    }
}
