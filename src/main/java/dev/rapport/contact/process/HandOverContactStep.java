package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.HandOverContact;
import dev.rapport.item.process.HandOverStep;
import dev.rapport.shared.BusinessTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** "Neu zuweisen" of a contact. */
@Component("handOverContact")
class HandOverContactStep extends HandOverStep<Contact> {

    private final BusinessTime time;

    HandOverContactStep(HandOverContact handOverContact, BusinessTime time) {
        super(declared(ContactModel.KEY), handOverContact);
        this.time = time;
    }

    @Override
    protected Map<String, @Nullable Object> card(Contact contact) {
        return ContactVariables.card(contact, time);
    }
}
