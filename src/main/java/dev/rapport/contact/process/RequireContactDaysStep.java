package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactConditions;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.item.process.ConditionStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Frist nach dem Termin": closed neither too early nor too late. */
@Component("requireContactDays")
class RequireContactDaysStep extends ConditionStep<Contact, ContactOutcome> {

    private final ContactConditions conditions;

    RequireContactDaysStep(ContactConditions conditions, ReportedContact reported) {
        super(declaredDays(ContactModel.KEY), reported);
        this.conditions = conditions;
    }

    @Override
    protected void check(Long id, ContactOutcome said, DelegateExecution execution) {
        requireDays(conditions, id, execution);
    }
}
