package dev.rapport.contact;

import dev.rapport.engine.RanStep;
import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Saves what was typed on the contact's page and closes the contact, both or neither: whoever presses "Durchgeführt" need
 * not save first, and a refusal writes nothing (rules 18 and 22).
 */
@Service
public class FinishContact {

    private final Contacts contacts;
    private final ChangeContact changeContact;
    private final CompleteContact completeContact;

    FinishContact(Contacts contacts, ChangeContact changeContact, CompleteContact completeContact) {
        this.contacts = contacts;
        this.changeContact = changeContact;
        this.completeContact = completeContact;
    }

    /**
     * Changes the contact and completes its task.
     *
     * @param change start and duration belong into the outcome
     * @return the steps of the model that ran, in order
     * @throws BusinessRuleViolation whatever {@link ChangeContact} and {@link CompleteContact} refuse
     */
    @Transactional
    public List<RanStep> finish(Long contactId, ContactChange change, ContactOutcome outcome) {
        // first of all who closed it and when: that says more than that something has changed
        contacts.lock(contactId)
                .orElseThrow(() -> BusinessRuleViolation.notFound("id"))
                .requireOpen();
        if (!change.changesSomething()) {
            return completeContact.complete(contactId, change.requireVersion(), outcome);
        }
        changeContact.change(contactId, change);
        int version = contacts.findById(contactId)
                .orElseThrow(() -> BusinessRuleViolation.notFound("id"))
                .version();
        return completeContact.complete(contactId, version, outcome);
    }
}
