package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactConditions;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.engine.StepParameter;
import dev.rapport.item.process.ConditionStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Feld muss ausgefüllt sein": a field that this house does without nowhere else. */
@Component("requireContactField")
class RequireContactFieldStep extends ConditionStep<Contact, ContactOutcome> {

    private final ContactConditions conditions;

    RequireContactFieldStep(ContactConditions conditions, ReportedContact reported) {
        super(
                declared(
                        ContactModel.KEY,
                        "pencil",
                        StepParameter.choice(
                                ConditionStep.FIELD, "infotext", "description", "responsible", "contactPersonId")),
                reported);
        this.conditions = conditions;
    }

    @Override
    protected void check(Long id, ContactOutcome said, DelegateExecution execution) {
        requireField(conditions, id, execution);
    }
}
