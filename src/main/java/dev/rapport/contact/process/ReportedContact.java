package dev.rapport.contact.process;

import static dev.rapport.contact.process.ContactModel.Variables.DURATION;
import static dev.rapport.contact.process.ContactModel.Variables.INFOTEXT;
import static dev.rapport.contact.process.ContactModel.Variables.START;

import dev.rapport.contact.CloseContact;
import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ReportContact;
import dev.rapport.engine.Submitted;
import dev.rapport.item.Report;
import dev.rapport.item.process.ReportedItem;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.TimeEntry.Toward;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was reported of a contact. */
@Component
class ReportedContact extends ReportedItem<Contact, ContactOutcome> {

    private final BusinessTime time;

    ReportedContact(ReportContact reportContact, CloseContact closeContact, BusinessTime time) {
        super(ContactModel.KEY, reportContact, closeContact);
        this.time = time;
    }

    @Override
    protected ContactOutcome handedIn(VariableScope scope, OutcomeCategory category) {
        return ContactVariables.outcome(
                scope, time.reader(category == OutcomeCategory.OPEN ? Toward.AHEAD : Toward.BACK), time);
    }

    /** The start that the form showed already is nobody's answer. */
    @Override
    protected ContactOutcome entered(VariableScope scope) {
        ContactOutcome entered = handedIn(scope, OutcomeCategory.PERFORMED);
        boolean otherStart = !Objects.equals(entered.start(), Submitted.text(scope, REPORTED_START));
        return new ContactOutcome(
                entered.outcome(), otherStart ? entered.start() : null, entered.duration(), entered.infotext());
    }

    @Override
    protected Set<String> usedUp() {
        return Set.of(DURATION, INFOTEXT);
    }

    @Override
    protected Map<String, @Nullable Object> card(Contact contact) {
        return ContactVariables.card(contact, time);
    }

    @Override
    protected void putTimes(Map<String, @Nullable Object> variables, Report report) {
        String start = report.start() == null ? null : ContactVariables.local(report.start(), time);
        if (start != null) {
            variables.put(START, start);
        }
        variables.put(REPORTED_START, start);
        variables.put(REPORTED_DURATION, report.durationText());
    }
}
