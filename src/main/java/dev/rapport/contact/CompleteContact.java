package dev.rapport.contact;

import dev.rapport.engine.RanStep;
import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The way to close a contact from pages and the API: completes its task, and the model does the rest (rules 18 to 21). */
@Service
public class CompleteContact {

    private final Contacts contacts;
    private final ContactProcess process;

    CompleteContact(Contacts contacts, ContactProcess process) {
        this.contacts = contacts;
        this.process = process;
    }

    /**
     * Completes the open task of a contact.
     *
     * @param version the version that was read
     * @return the steps of the model that ran, in order
     * @throws BusinessRuleViolation not-found, already-closed with who and when, stale-version, or what a step refused
     */
    @Transactional
    public List<RanStep> complete(Long contactId, int version, ContactOutcome outcome) {
        Contact contact = contacts.lock(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        contact.requireOpen();
        contact.requireVersion(version);
        return process.complete(contact, outcome);
    }

    /**
     * The same for work on many contacts at once: one that waits for a task of its own, such as an approval, is left to that.
     *
     * @throws BusinessRuleViolation also waits-for-other
     */
    @Transactional
    public List<RanStep> carryOut(Long contactId, int version, ContactOutcome outcome) {
        Contact contact = contacts.lock(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        contact.requireOpen();
        process.requireCarryOut(contact);
        return complete(contactId, version, outcome);
    }
}
