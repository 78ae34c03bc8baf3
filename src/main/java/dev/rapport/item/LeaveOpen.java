package dev.rapport.item;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.OutcomeLabel;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records that an item was tried and stays open, with a new start and one more attempt (rule 34). Called by the model's
 * steps; whatever was reported of it before is over with that.
 *
 * @param <I> the item
 * @param <O> what came of the attempt
 */
public abstract class LeaveOpen<I extends Item, O extends ItemOutcome> {

    private final String kind;
    private final Items<I> items;
    private final ItemChecks checks;
    private final Reports reports;
    private final AuditTrail audit;

    protected LeaveOpen(String kind, Items<I> items, ItemChecks checks, Reports reports, AuditTrail audit) {
        this.kind = kind;
        this.items = items;
        this.checks = checks;
        this.reports = reports;
        this.audit = audit;
    }

    /**
     * Leaves an item open; what is said with the outcome is added to the infotext.
     *
     * @param label what its model calls the outcome
     * @throws BusinessRuleViolation not-found, already-closed with who and when, or everything wrong with the outcome
     */
    @Transactional
    public I leaveOpen(Long id, O outcome, OutcomeLabel label) {
        I item = items.open(id);
        FieldChecks errors = new FieldChecks();
        AuditTrail.Changes changes = audit.changes(kind, id);
        Runnable special = check(errors, item, outcome, changes);
        String infotext = checks.extended(errors, item, outcome.infotext());
        errors.refuseIfAny();
        special.run();
        String before = item.infotext();
        item.note(infotext);
        changes.of("infotext", before, item.infotext());
        OutcomeLabel last = item.outcomeLabel();
        int attempts = item.attempts();
        item.tried(outcome.outcome(), label);
        changes.of("outcome", last == null ? null : last.de(), label.de());
        changes.of("attempts", attempts, item.attempts());
        changes.keep();
        reports.forget(kind, id);
        items.flush();
        return item;
    }

    /**
     * Checks what only this kind of item says with its outcome, its new start first of all.
     *
     * @param changes takes what is written
     * @return what to write once nothing is refused
     */
    protected abstract Runnable check(FieldChecks errors, I item, O outcome, AuditTrail.Changes changes);
}
