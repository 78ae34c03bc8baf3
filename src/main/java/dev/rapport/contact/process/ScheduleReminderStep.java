package dev.rapport.contact.process;

import dev.rapport.contact.RemindOfContact;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Erinnerung anlegen": creates the reminder of a planned contact. */
@Component("scheduleReminder")
class ScheduleReminderStep extends ModelStep {

    private final RemindOfContact remindOfContact;

    ScheduleReminderStep(RemindOfContact remindOfContact) {
        super(StepDeclaration.step("bell")
                .in(ContactModel.KEY)
                .after(Mark.REGISTERED)
                .notAfter(Mark.CLOSED)
                .reads(ContactModel.Variables.REMINDER_LEAD)
                .build());
        this.remindOfContact = remindOfContact;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Object lead = execution.getVariable(ContactModel.Variables.REMINDER_LEAD);
        remindOfContact.remind(Long.valueOf(execution.getProcessBusinessKey()), lead == null ? null : lead.toString());
    }
}
