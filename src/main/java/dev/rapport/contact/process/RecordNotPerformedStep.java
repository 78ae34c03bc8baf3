package dev.rapport.contact.process;

import dev.rapport.contact.CloseContact;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ReportedItem;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.Submitted;
import dev.rapport.shared.CurrentUser;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nicht durchgeführt festhalten": closes the contact as not performed. */
@Component("recordNotPerformed")
class RecordNotPerformedStep extends ModelStep {

    private final CloseContact closeContact;
    private final ReportedContact reported;
    private final CurrentUser currentUser;

    RecordNotPerformedStep(CloseContact closeContact, ReportedContact reported, CurrentUser currentUser) {
        super(StepDeclaration.step("x-circle")
                .in(ContactModel.KEY)
                .after(Mark.REGISTERED)
                .notAfter(Mark.CLOSED)
                .provides(ContactModel.STATUSES)
                .result(Map.of(ContactModel.Variables.STATUS, "NOT_PERFORMED"), Mark.CLOSED)
                .build());
        this.closeContact = closeContact;
        this.reported = reported;
        this.currentUser = currentUser;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Long id = Long.valueOf(execution.getProcessBusinessKey());
        closeContact.requireUnchanged(id, Submitted.readVersion(execution));
        var outcome = reported.outcome(id, execution, false);
        var contact = ReportedItem.close(execution, currentUser, () -> closeContact.notPerformed(id, outcome));
        execution.setVariable(ContactModel.Variables.STATUS, contact.status().name());
    }
}
