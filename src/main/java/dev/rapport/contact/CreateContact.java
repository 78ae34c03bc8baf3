package dev.rapport.contact;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The way in for pages and the API (rule 1): starts the model, whose first step registers the contact. */
@Service
public class CreateContact {

    private final ContactProcess process;

    CreateContact(ContactProcess process) {
        this.process = process;
    }

    /**
     * Creates a contact.
     *
     * @return its id
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong with the draft, at once
     */
    @Transactional
    public Long create(ContactDraft draft) {
        return process.start(draft);
    }
}
