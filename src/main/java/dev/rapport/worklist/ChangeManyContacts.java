package dev.rapport.worklist;

import dev.rapport.contact.ChangeContact;
import dev.rapport.contact.CompleteContact;
import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import dev.rapport.shared.Rehearsal;
import dev.rapport.shared.StartRequired;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;

/**
 * Closes or reassigns selected contacts. Each has a transaction of its own and goes through its own model: what one
 * refuses changes nothing for the others.
 */
@Service
public class ChangeManyContacts {

    /** More than a page shows nobody selects. */
    public static final int MOST = 100;

    /**
     * A selected contact.
     *
     * @param version the version that was read
     */
    public record Selected(Long id, int version) {}

    /**
     * What became of one contact.
     *
     * @param refusal null when it was changed
     */
    public record Result(Long id, @Nullable BusinessRuleViolation refusal) {

        public boolean done() {
            return refusal == null;
        }
    }

    private final CompleteContact completeContact;
    private final ChangeContact changeContact;
    private final Rehearsal rehearsal;

    ChangeManyContacts(CompleteContact completeContact, ChangeContact changeContact, Rehearsal rehearsal) {
        this.completeContact = completeContact;
        this.changeContact = changeContact;
        this.rehearsal = rehearsal;
    }

    /**
     * Closes each with the same outcome. Who was asked when those began that were planned for later has said so (rule 18); the
     * others began as planned.
     *
     * @param outcome without a start
     * @param began ISO-8601; null where nobody has been asked yet
     * @param rehearsed whether all of it is rolled back
     */
    public List<Result> close(
            List<Selected> contacts, ContactOutcome outcome, @Nullable String began, boolean rehearsed) {
        ContactOutcome early = new ContactOutcome(outcome.outcome(), began, outcome.duration(), outcome.infotext());
        return each(contacts, contact -> {
            try {
                close(contact, outcome, rehearsed);
            } catch (BusinessRuleViolation refusal) {
                if (began == null || StartRequired.proposed(refusal).isEmpty()) {
                    throw refusal;
                }
                close(contact, early, rehearsed);
            }
        });
    }

    private void close(Selected contact, ContactOutcome outcome, boolean rehearsed) {
        rehearsal.run(rehearsed, () -> completeContact.carryOut(contact.id(), contact.version(), outcome));
    }

    /**
     * Gives each to the same user.
     *
     * @param responsible login; null for nobody in particular
     * @param rehearsed whether all of it is rolled back
     */
    public List<Result> reassign(List<Selected> contacts, @Nullable String responsible, boolean rehearsed) {
        return each(
                contacts,
                contact -> rehearsal.run(rehearsed, () -> {
                    ContactChange change = ContactChange.of(contact.version())
                            .responsible(Change.to(responsible))
                            .build();
                    changeContact.change(contact.id(), change);
                    return contact;
                }));
    }

    private static List<Result> each(List<Selected> contacts, Consumer<Selected> work) {
        if (contacts.size() > MOST) {
            throw BusinessRuleViolation.invalid("contacts", "too-many", MOST);
        }
        return contacts.stream()
                .map(contact -> {
                    try {
                        work.accept(contact);
                        return new Result(contact.id(), null);
                    } catch (BusinessRuleViolation refusal) {
                        return new Result(contact.id(), refusal);
                    } catch (ConcurrencyFailureException e) {
                        return new Result(contact.id(), BusinessRuleViolation.conflict("version", "stale-version"));
                    }
                })
                .toList();
    }
}
