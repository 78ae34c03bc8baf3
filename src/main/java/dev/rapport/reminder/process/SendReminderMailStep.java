package dev.rapport.reminder.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.Trial;
import dev.rapport.reminder.SendReminderMail;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Erinnerungsmail senden": sends what the outbox holds for the reminder. */
@Component("sendReminderMail")
class SendReminderMailStep extends ModelStep {

    private final SendReminderMail sendReminderMail;

    SendReminderMailStep(SendReminderMail sendReminderMail) {
        super(StepDeclaration.step("envelope")
                .in(ReminderModel.KEY)
                .after(Mark.RAISED)
                .asynchronous()
                .build());
        this.sendReminderMail = sendReminderMail;
    }

    @Override
    protected boolean keepsLog() {
        return false;
    }

    @Override
    protected void run(DelegateExecution execution) {
        if (Trial.isRunning()) {
            // the mail of a contact that never was reaches nobody
            return;
        }
        sendReminderMail.send(Long.valueOf(execution.getProcessBusinessKey()));
    }
}
