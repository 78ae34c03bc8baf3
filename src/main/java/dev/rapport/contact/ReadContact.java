package dev.rapport.contact;

import dev.rapport.shared.BusinessRuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads one contact as it stands in the current transaction. */
@Service
public class ReadContact {

    private final Contacts contacts;

    ReadContact(Contacts contacts) {
        this.contacts = contacts;
    }

    /**
     * The contact.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Contact read(Long id) {
        return contacts.read(id);
    }
}
