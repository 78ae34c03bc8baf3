package dev.rapport.item;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import dev.rapport.shared.OutcomeLabel;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records how an item ended (rules 18 to 20, 26 and 27). Called by the model's record steps.
 *
 * @param <I> the item
 * @param <O> how it ended
 */
public abstract class CloseItem<I extends Item, O extends ItemOutcome> {

    private final String kind;
    private final Items<I> items;
    private final ItemChecks checks;
    private final AuditTrail audit;
    private final Moment moment;
    private final CurrentUser currentUser;

    protected CloseItem(
            String kind, Items<I> items, ItemChecks checks, AuditTrail audit, Moment moment, CurrentUser currentUser) {
        this.kind = kind;
        this.items = items;
        this.checks = checks;
        this.audit = audit;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /**
     * Refuses an outcome that was typed while looking at an older state: a form that stayed open would bring back what it
     * showed.
     *
     * @param read the version that was shown; null when nobody says
     * @throws BusinessRuleViolation already-closed or changed-meanwhile, with who and when
     */
    @Transactional
    public void requireUnchanged(Long id, @Nullable Integer read) {
        if (read != null && read != items.open(id).version()) {
            throw audit.changedMeanwhile(kind, id);
        }
    }

    /**
     * Does nothing while an item is open.
     *
     * @throws BusinessRuleViolation already-closed, with who and when
     */
    @Transactional(readOnly = true)
    public void requireOpen(Long id) {
        items.findById(id).ifPresent(Item::requireOpen);
    }

    /**
     * Closes an item; what is said with the outcome is added to the infotext.
     *
     * @param label what its model calls the outcome; null for Rapport's own words
     * @throws BusinessRuleViolation not-found, already-closed with who and when, or everything wrong with the outcome
     */
    @Transactional
    public I close(Long id, ItemStatus status, O outcome, @Nullable OutcomeLabel label) {
        I item = items.open(id);
        FieldChecks errors = new FieldChecks();
        AuditTrail.Changes changes = audit.changes(kind, id);
        Runnable special = check(errors, item, status, outcome, changes);
        String infotext = checks.extended(errors, item, outcome.infotext());
        errors.refuseIfAny();
        special.run();
        String before = item.infotext();
        item.note(infotext);
        changes.of("infotext", before, item.infotext());
        changes.keep();
        item.close(status, outcome.outcome(), label, moment.now(), currentUser.id());
        items.flush();
        closed(item);
        return item;
    }

    /**
     * Checks what only this kind of item says with its outcome.
     *
     * @param changes takes what is written
     * @return what to write once nothing is refused
     */
    protected abstract Runnable check(
            FieldChecks errors, I item, ItemStatus status, O outcome, AuditTrail.Changes changes);

    /** What belongs to the closing of this kind of item; the item is written already. */
    protected void closed(I item) {}
}
