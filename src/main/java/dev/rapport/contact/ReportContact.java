package dev.rapport.contact;

import dev.rapport.engine.Report;
import dev.rapport.engine.Reports;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import dev.rapport.shared.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what somebody reports of a contact that is not closed at once, because somebody else has a task before that (rule
 * 35). It is checked when it is reported: whoever comes later could not answer for it. The infotext goes to the contact,
 * where everybody reads it.
 */
@Service
public class ReportContact {

    private static final String KIND = "contact";

    private final Contacts contacts;
    private final ContactChecks checks;
    private final Reports reports;
    private final AuditTrail audit;
    private final Moment moment;
    private final CurrentUser currentUser;

    ReportContact(
            Contacts contacts,
            ContactChecks checks,
            Reports reports,
            AuditTrail audit,
            Moment moment,
            CurrentUser currentUser) {
        this.contacts = contacts;
        this.checks = checks;
        this.reports = reports;
        this.audit = audit;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /** The contact and what is kept beside it. */
    public record Kept(Contact contact, Report report) {}

    /**
     * Keeps a report in place of an earlier one.
     *
     * @param label of the outcome; null where none is asked for
     * @param performed whether the contact took place by it
     * @throws BusinessRuleViolation whatever {@link CloseContact} would refuse
     */
    @Transactional
    public Kept report(Long contactId, ContactOutcome outcome, @Nullable String label, boolean performed) {
        Contact contact = open(contactId);
        FieldChecks errors = new FieldChecks();
        Instant start = performed ? checks.performedStart(errors, contact, outcome.start()) : null;
        Duration duration = performed ? checks.performedDuration(errors, outcome.duration(), contact.type()) : null;
        note(contact, errors, outcome.infotext());
        String typed = outcome.infotext();
        Report report = new Report(
                label == null ? null : outcome.outcome(),
                label,
                performed,
                start,
                duration,
                typed == null || Texts.isBlank(typed) ? contact.infotext() : Texts.lines(typed),
                currentUser.id(),
                null,
                moment.now());
        reports.keep(KIND, contactId, report);
        return new Kept(contact, report);
    }

    /**
     * Takes what somebody else has entered along with another task: another start and duration, and more infotext.
     *
     * @throws BusinessRuleViolation whatever {@link CloseContact} would refuse
     */
    @Transactional
    public Kept confirm(Long contactId, ContactOutcome entered) {
        Contact contact = open(contactId);
        Report report = reported(contactId);
        FieldChecks errors = new FieldChecks();
        Instant start = report.start();
        Duration duration = report.duration();
        if (report.performed()) {
            start = Texts.isBlank(entered.start()) ? start : checks.performedStart(errors, contact, entered.start());
            duration = Texts.isBlank(entered.duration())
                    ? duration
                    : checks.performedDuration(errors, entered.duration(), contact.type());
        }
        note(contact, errors, entered.infotext());
        Report confirmed = report.with(start, duration);
        if (!confirmed.equals(report)) {
            reports.keep(KIND, contactId, confirmed);
        }
        return new Kept(contact, confirmed);
    }

    /** Whether there is still something to close; a model may have tasks behind that. */
    @Transactional(readOnly = true)
    public boolean isOpen(Long contactId) {
        return contacts.findById(contactId)
                .filter(contact -> !contact.status().closed())
                .isPresent();
    }

    /** Adds to the infotext, of a closed contact too (rule 23), what somebody has entered along with another task. */
    @Transactional
    public Contact note(Long contactId, @Nullable String infotext) {
        Contact contact = contacts.lock(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        note(contact, new FieldChecks(), infotext);
        return contact;
    }

    /**
     * How the contact is to be closed: with the reported outcome, unless the contact ends differently than was reported.
     *
     * @param chosen with the latest outcome
     * @param performed whether it is closed as performed
     */
    @Transactional(readOnly = true)
    public ContactOutcome outcome(Long contactId, ContactOutcome chosen, boolean performed) {
        Report report = reported(contactId);
        String outcome =
                report.outcome() != null && report.performed() == performed ? report.outcome() : chosen.outcome();
        return report.start() == null
                ? new ContactOutcome(outcome, chosen.start(), chosen.duration(), null)
                : new ContactOutcome(outcome, report.start().toString(), report.durationText(), null);
    }

    private void note(Contact contact, FieldChecks errors, @Nullable String addition) {
        String before = contact.infotext();
        String infotext = checks.extended(errors, contact, addition);
        errors.refuseIfAny();
        if (!Objects.equals(before, infotext)) {
            contact.note(infotext);
            audit.changed(ChangeContact.AUDITED, contact.id(), "infotext", before, infotext);
            contacts.flush();
        }
    }

    private Report reported(Long contactId) {
        return reports.find(KIND, contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }

    private Contact open(Long contactId) {
        Contact contact = contacts.lock(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        contact.requireOpen();
        return contact;
    }
}
