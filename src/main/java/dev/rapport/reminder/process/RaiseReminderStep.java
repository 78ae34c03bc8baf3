package dev.rapport.reminder.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.reminder.RaiseReminder;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Erinnerung auslösen": the reminder is due. */
@Component("raiseReminder")
class RaiseReminderStep extends ModelStep {

    private final RaiseReminder raiseReminder;

    RaiseReminderStep(RaiseReminder raiseReminder) {
        super(StepDeclaration.step("bell-fill")
                .in(ReminderModel.KEY)
                .notAfter(Mark.RAISED)
                .asynchronous()
                .marks(Mark.RAISED)
                .build());
        this.raiseReminder = raiseReminder;
    }

    @Override
    protected boolean keepsLog() {
        return false;
    }

    @Override
    protected void run(DelegateExecution execution) {
        raiseReminder.raise(Long.valueOf(execution.getProcessBusinessKey()), execution.getProcessInstanceId());
    }
}
