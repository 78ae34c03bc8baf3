package dev.rapport.contact;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records how a contact ended (rules 18 to 20). Called by the model's record steps. */
@Service
public class CloseContact {

    private final Contacts contacts;
    private final ContactChecks checks;
    private final BusinessTime time;
    private final CurrentUser currentUser;
    private final AuditTrail audit;

    CloseContact(
            Contacts contacts, ContactChecks checks, BusinessTime time, CurrentUser currentUser, AuditTrail audit) {
        this.contacts = contacts;
        this.checks = checks;
        this.time = time;
        this.currentUser = currentUser;
        this.audit = audit;
    }

    /**
     * Refuses an outcome that was typed while looking at an older state: a form that stayed open would bring back the old
     * start.
     *
     * @param read the version that was shown; null when nobody says
     * @throws BusinessRuleViolation already-closed or changed-meanwhile, with who and when
     */
    @Transactional
    public void requireUnchanged(Long contactId, @Nullable Integer read) {
        if (read != null && read != open(contactId).version()) {
            throw audit.changedMeanwhile(ChangeContact.AUDITED, contactId);
        }
    }

    /**
     * Closes a contact as performed.
     *
     * <p>Performed before its planned start and nothing said about the start: then it took place now.
     */
    @Transactional
    public Contact performed(Long contactId, ContactOutcome outcome) {
        Contact contact = open(contactId);
        FieldChecks errors = new FieldChecks();
        Instant start = checks.performedStart(errors, contact, outcome.start());
        Duration duration = checks.performedDuration(errors, outcome.duration(), contact.type());
        String infotext = checks.extended(errors, contact, outcome.infotext());
        errors.refuseIfAny();
        if (start == null || duration == null) {
            throw new IllegalStateException("Start and duration passed their checks without a value");
        }
        contact.perform(outcome.outcome(), start, duration, time.now(), currentUser.id());
        note(contact, infotext);
        contacts.flush();
        return contact;
    }

    /** Closes a contact as not performed; start and duration stay as they are, the reason goes into the infotext. */
    @Transactional
    public Contact notPerformed(Long contactId, ContactOutcome outcome) {
        Contact contact = open(contactId);
        FieldChecks errors = new FieldChecks();
        String infotext = checks.extended(errors, contact, outcome.infotext());
        errors.refuseIfAny();
        contact.notPerform(outcome.outcome(), time.now(), currentUser.id());
        note(contact, infotext);
        contacts.flush();
        return contact;
    }

    /**
     * Does nothing while a contact is open.
     *
     * @throws BusinessRuleViolation already-closed, with who and when
     */
    @Transactional(readOnly = true)
    public void requireOpen(Long contactId) {
        contacts.findById(contactId).ifPresent(Contact::requireOpen);
    }

    private Contact open(Long contactId) {
        Contact contact = contacts.lock(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        contact.requireOpen();
        return contact;
    }

    private static void note(Contact contact, @Nullable String infotext) {
        if (infotext != null) {
            contact.note(infotext);
        }
    }
}
