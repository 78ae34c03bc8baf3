package dev.rapport.contact.process;

import static dev.rapport.contact.process.ContactModel.Variables.INFOTEXT;

import dev.rapport.contact.CloseContact;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ReportContact;
import dev.rapport.contact.ReportContact.Kept;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.ReportPaths;
import dev.rapport.engine.ReportedItem;
import dev.rapport.engine.Submitted;
import dev.rapport.shared.BusinessTime;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was reported of a contact, between the variables of its model and {@link ReportContact}. */
@Component
class ReportedContact implements ReportedItem {

    private final ReportContact reportContact;
    private final CloseContact closeContact;
    private final BusinessTime time;

    ReportedContact(ReportContact reportContact, CloseContact closeContact, BusinessTime time) {
        this.reportContact = reportContact;
        this.closeContact = closeContact;
        this.time = time;
    }

    @Override
    public String process() {
        return ContactModel.KEY;
    }

    @Override
    public void report(
            Long id, DelegateExecution execution, ModelledOutcomes.@Nullable Outcome outcome, ReportPaths.Ahead ahead) {
        closeContact.requireUnchanged(id, Submitted.readVersion(execution));
        boolean performed = ahead.means(outcome, RecordPerformedStep.NAME);
        Kept kept = reportContact.report(
                id, ContactVariables.outcome(execution), outcome == null ? null : outcome.label(), performed);
        ContactVariables.reported(execution, kept.contact(), kept.report(), time);
    }

    @Override
    public void confirm(Long id, DelegateExecution execution) {
        Integer read = Submitted.readVersion(execution);
        boolean open = reportContact.isOpen(id);
        if (open) {
            closeContact.requireUnchanged(id, read);
        }
        if (open && execution.hasVariable(REPORTED_BY)) {
            ContactOutcome entered = ContactVariables.outcome(execution);
            boolean otherStart = !Objects.equals(entered.start(), Submitted.text(execution, REPORTED_START));
            Kept kept = reportContact.confirm(
                    id,
                    new ContactOutcome(
                            entered.outcome(),
                            otherStart ? entered.start() : null,
                            entered.duration(),
                            entered.infotext()));
            ContactVariables.reported(execution, kept.contact(), kept.report(), time);
        } else {
            ContactVariables.noted(execution, reportContact.note(id, Submitted.text(execution, INFOTEXT)), time);
        }
    }

    /** How the contact is to be closed: as was reported, else as was handed in just now. */
    ContactOutcome outcome(Long id, DelegateExecution execution, boolean performed) {
        ContactOutcome handedIn = ContactVariables.outcome(execution);
        return execution.hasVariable(REPORTED_BY) ? reportContact.outcome(id, handedIn, performed) : handedIn;
    }
}
