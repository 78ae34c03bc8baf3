package dev.rapport.contact.process;

import dev.rapport.contact.CloseContact;
import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.item.process.RecordStep;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.OutcomeCategory;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nicht durchgeführt festhalten": closes the contact as not performed. */
@Component("recordNotPerformed")
class RecordNotPerformedStep extends RecordStep<Contact, ContactOutcome> {

    RecordNotPerformedStep(
            CloseContact closeContact, ReportedContact reported, ModelledOutcomes outcomes, CurrentUser currentUser) {
        super(
                declared(ContactModel.KEY, "x-circle", OutcomeCategory.NOT_PERFORMED, Mark.REGISTERED)
                        .provides(ContactModel.STATUSES)
                        .result(Map.of(ContactModel.Variables.STATUS, "NOT_PERFORMED"), Mark.CLOSED)
                        .build(),
                closeContact,
                reported,
                outcomes,
                currentUser);
    }

    @Override
    protected void recorded(DelegateExecution execution, Contact contact) {
        execution.setVariable(ContactModel.Variables.STATUS, contact.status().name());
    }
}
