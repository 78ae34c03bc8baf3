package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.LeaveContactOpen;
import dev.rapport.engine.JobsOfInstance;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.item.process.RecordOpenStep;
import dev.rapport.shared.CurrentUser;
import org.springframework.stereotype.Component;

/** "Neuen Termin festhalten": the contact was tried and stays open. */
@Component("recordOpen")
class RecordContactOpenStep extends RecordOpenStep<Contact, ContactOutcome> {

    RecordContactOpenStep(
            LeaveContactOpen leaveOpen,
            ReportedContact reported,
            ModelledOutcomes outcomes,
            JobsOfInstance jobs,
            CurrentUser currentUser) {
        super(declared(ContactModel.KEY), leaveOpen, reported, outcomes, jobs, currentUser);
    }
}
