package dev.rapport.contact;

import dev.rapport.item.ItemChecks;
import dev.rapport.item.Report;
import dev.rapport.item.ReportItem;
import dev.rapport.item.Reports;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.Texts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Keeps what somebody reports of a contact that is not closed at once (rule 35). */
@Service
public class ReportContact extends ReportItem<Contact, ContactOutcome> {

    private final ContactChecks contactChecks;

    ReportContact(
            Contacts contacts,
            ItemChecks checks,
            ContactChecks contactChecks,
            Reports reports,
            AuditTrail audit,
            Moment moment,
            CurrentUser currentUser) {
        super(Contact.KIND, contacts, checks, reports, audit, moment, currentUser);
        this.contactChecks = contactChecks;
    }

    @Override
    protected Taken take(
            FieldChecks errors, Contact contact, ContactOutcome entered, OutcomeCategory category, Times known) {
        if (category == OutcomeCategory.NOT_PERFORMED) {
            return new Taken(Times.NONE, () -> {});
        }
        boolean nothingNew = known.start() != null && Texts.isBlank(entered.start());
        if (category == OutcomeCategory.OPEN) {
            Instant next = nothingNew ? known.start() : contactChecks.nextStart(errors, contact, entered.start());
            return new Taken(new Times(next, Duration.ZERO), () -> {});
        }
        Times times = new Times(
                nothingNew ? known.start() : contactChecks.performedStart(errors, contact, entered.start()),
                known.duration() != null && Texts.isBlank(entered.duration())
                        ? known.duration()
                        : contactChecks.performedDuration(errors, entered.duration(), contact.type()));
        return new Taken(times, () -> {});
    }

    @Override
    protected ContactOutcome reported(Report report, @Nullable String outcome, ContactOutcome chosen) {
        return report.start() == null
                ? new ContactOutcome(outcome, chosen.start(), chosen.duration(), null)
                : new ContactOutcome(outcome, report.start().toString(), report.durationText(), null);
    }
}
