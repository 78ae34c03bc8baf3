package dev.rapport.contact.process;

import dev.rapport.contact.CloseContact;
import dev.rapport.engine.ClosedItem;
import org.springframework.stereotype.Component;

/** Says who closed a contact when its task is gone. */
@Component
class ClosedContact implements ClosedItem {

    private final CloseContact closeContact;

    ClosedContact(CloseContact closeContact) {
        this.closeContact = closeContact;
    }

    @Override
    public String process() {
        return ContactModel.KEY;
    }

    @Override
    public void requireOpen(Long id) {
        closeContact.requireOpen(id);
    }
}
