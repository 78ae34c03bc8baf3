package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactConditions;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.item.process.ConditionStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nur die verantwortliche Person": nobody else may close it. */
@Component("requireContactResponsible")
class RequireContactResponsibleStep extends ConditionStep<Contact, ContactOutcome> {

    private final ContactConditions conditions;

    RequireContactResponsibleStep(ContactConditions conditions, ReportedContact reported) {
        super(declared(ContactModel.KEY, "person-check"), reported);
        this.conditions = conditions;
    }

    @Override
    protected void check(Long id, ContactOutcome said, DelegateExecution execution) {
        conditions.requireResponsible(id);
    }
}
