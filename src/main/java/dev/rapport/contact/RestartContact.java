package dev.rapport.contact;

import dev.rapport.shared.BusinessRuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives an open contact that lost its model instance a new one, waiting at its task. Its reminder stays as it is. */
@Service
public class RestartContact {

    private final Contacts contacts;
    private final ContactProcess process;

    RestartContact(Contacts contacts, ContactProcess process) {
        this.contacts = contacts;
        this.process = process;
    }

    @Transactional
    public void restart(Long contactId) {
        Contact contact = contacts.lock(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        contact.requireOpen();
        contact.runsIn(process.restart(contact));
        contacts.flush();
        process.refresh(contact);
    }
}
