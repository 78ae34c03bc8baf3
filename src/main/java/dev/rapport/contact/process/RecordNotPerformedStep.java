package dev.rapport.contact.process;

import dev.rapport.contact.CloseContact;
import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.engine.Mark;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.item.ItemStatus;
import dev.rapport.item.process.RecordStep;
import dev.rapport.shared.CurrentUser;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nicht durchgeführt festhalten": closes the contact as not performed. */
@Component("recordNotPerformed")
class RecordNotPerformedStep extends RecordStep<Contact, ContactOutcome> {

    RecordNotPerformedStep(CloseContact closeContact, ReportedContact reported, CurrentUser currentUser) {
        super(
                StepDeclaration.step("x-circle")
                        .in(ContactModel.KEY)
                        .after(Mark.REGISTERED)
                        .notAfter(Mark.CLOSED)
                        .provides(ContactModel.STATUSES)
                        .result(Map.of(ContactModel.Variables.STATUS, "NOT_PERFORMED"), Mark.CLOSED)
                        .build(),
                ItemStatus.NOT_PERFORMED,
                closeContact,
                reported,
                currentUser);
    }

    @Override
    protected void closed(DelegateExecution execution, Contact contact) {
        execution.setVariable(ContactModel.Variables.STATUS, contact.status().name());
    }
}
