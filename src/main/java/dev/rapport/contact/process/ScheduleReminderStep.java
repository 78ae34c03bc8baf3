package dev.rapport.contact.process;

import dev.rapport.contact.RemindOfContact;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Erinnerung anlegen": creates the reminder of a planned contact, for when the model says or else the contact. */
@Component("scheduleReminder")
class ScheduleReminderStep extends ModelStep {

    private static final String LEAD = "remindBefore";

    private final RemindOfContact remindOfContact;

    ScheduleReminderStep(RemindOfContact remindOfContact) {
        super(StepDeclaration.step("bell")
                .in(ContactModel.KEY)
                .after(Mark.REGISTERED)
                .notAfter(Mark.CLOSED)
                .reads(ContactModel.Variables.REMINDER_LEAD)
                .parameters(StepParameter.optional(LEAD, StepParameter.Kind.PERIOD))
                .build());
        this.remindOfContact = remindOfContact;
    }

    @Override
    protected void run(DelegateExecution execution) {
        String modelled = parameter(execution, LEAD);
        Object chosen = execution.getVariable(ContactModel.Variables.REMINDER_LEAD);
        remindOfContact.remind(
                Long.valueOf(execution.getProcessBusinessKey()),
                modelled == null ? Objects.toString(chosen, null) : modelled);
    }
}
