package dev.rapport.contact;

import dev.rapport.item.CloseItem;
import dev.rapport.item.ItemChecks;
import dev.rapport.item.ItemStatus;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Records how a contact ended (rules 18 to 20). One that was performed before its planned start is asked for the real one; of
 * one that was not performed start and duration stay as they are.
 */
@Service
public class CloseContact extends CloseItem<Contact, ContactOutcome> {

    private final ContactChecks contactChecks;

    CloseContact(
            Contacts contacts,
            ItemChecks checks,
            ContactChecks contactChecks,
            AuditTrail audit,
            Moment moment,
            CurrentUser currentUser) {
        super(Contact.KIND, contacts, checks, audit, moment, currentUser);
        this.contactChecks = contactChecks;
    }

    @Override
    protected Runnable check(
            FieldChecks errors,
            Contact contact,
            ItemStatus status,
            ContactOutcome outcome,
            AuditTrail.Changes changes) {
        if (status != ItemStatus.PERFORMED) {
            return () -> {};
        }
        Instant start = contactChecks.performedStart(errors, contact, outcome.start());
        Duration duration = contactChecks.performedDuration(errors, outcome.duration(), contact.type());
        return () -> {
            changes.of("start", contact.start(), start);
            changes.of("duration", clock(contact.duration()), clock(required(duration)));
            contact.tookPlace(required(start), required(duration));
        };
    }

    private static String clock(Duration duration) {
        return "%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
    }

    private static <T> T required(@Nullable T checked) {
        if (checked == null) {
            throw new IllegalStateException("Start and duration passed their checks without a value");
        }
        return checked;
    }
}
