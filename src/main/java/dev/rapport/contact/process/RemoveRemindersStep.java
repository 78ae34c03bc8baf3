package dev.rapport.contact.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.reminder.RemoveReminders;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Erinnerungen entfernen": the event that takes a closed contact out of the reminder list (rule 19). */
@Component("removeReminders")
class RemoveRemindersStep extends ModelStep {

    private final RemoveReminders removeReminders;

    RemoveRemindersStep(RemoveReminders removeReminders) {
        super(StepDeclaration.event("bell-slash")
                .in(ContactModel.KEY)
                .after(Mark.CLOSED)
                .asynchronous()
                .usual()
                .build());
        this.removeReminders = removeReminders;
    }

    @Override
    protected void run(DelegateExecution execution) {
        removeReminders.ofContact(Long.valueOf(execution.getProcessBusinessKey()));
    }
}
