package dev.rapport.contact.process;

import dev.rapport.contact.CloseContact;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.Submitted;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Durchgeführt festhalten": closes the contact as performed. */
@Component("recordPerformed")
class RecordPerformedStep extends ModelStep {

    private final CloseContact closeContact;

    RecordPerformedStep(CloseContact closeContact) {
        super(StepDeclaration.step("check-circle")
                .in(ContactModel.KEY)
                .after(Mark.REGISTERED, Mark.AT_WORK)
                .notAfter(Mark.CLOSED)
                .provides(ContactModel.STATUSES)
                .result(Map.of(ContactModel.Variables.STATUS, "PERFORMED"), Mark.CLOSED)
                .build());
        this.closeContact = closeContact;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Long id = Long.valueOf(execution.getProcessBusinessKey());
        closeContact.requireUnchanged(id, Submitted.readVersion(execution));
        var contact = closeContact.performed(id, ContactVariables.outcome(execution));
        execution.setVariable(ContactModel.Variables.STATUS, contact.status().name());
    }
}
