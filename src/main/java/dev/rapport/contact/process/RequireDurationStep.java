package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactConditions;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.engine.Foresight;
import dev.rapport.engine.StepParameter;
import dev.rapport.item.process.ConditionStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Mindestdauer": a contact that took no longer was none. */
@Component("requireDuration")
class RequireDurationStep extends ConditionStep<Contact, ContactOutcome> {

    private static final String MORE_THAN = "moreThan";

    private final ContactConditions conditions;

    RequireDurationStep(ContactConditions conditions, ReportedContact reported) {
        super(
                declared(
                        ContactModel.KEY,
                        "hourglass-split",
                        Foresight.REPORTED,
                        StepParameter.required(MORE_THAN, StepParameter.Kind.DURATION, "00:05")),
                reported);
        this.conditions = conditions;
    }

    @Override
    protected void check(Long id, ContactOutcome said, DelegateExecution execution) {
        conditions.requireDuration(said, required(execution, MORE_THAN));
    }
}
