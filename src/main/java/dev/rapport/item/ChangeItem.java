package dev.rapport.item;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import dev.rapport.shared.FieldChecks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes an item outside its model: an open one in everything that can change, a closed one in its infotext only.
 *
 * @param <I> the item
 * @param <C> a change of it
 */
public abstract class ChangeItem<I extends Item, C extends ItemChange> {

    private final Items<I> items;
    private final ItemProcess<I, ?, ?> process;
    private final ItemChecks checks;
    private final AuditTrail audit;

    protected ChangeItem(Items<I> items, ItemProcess<I, ?, ?> process, ItemChecks checks, AuditTrail audit) {
        this.items = items;
        this.process = process;
        this.checks = checks;
        this.audit = audit;
    }

    /**
     * Changes an item.
     *
     * @throws BusinessRuleViolation not-found, stale-version, already-closed, or everything wrong with the input at once
     */
    @Transactional
    public void change(Long id, C change) {
        I item = items.locked(id);
        if (change.touchesMoreThanInfotext()) {
            item.requireOpen();
        }
        requireVersion(item, Change.requireVersion(change.version()));
        apply(item, change);
        items.flush();
        // only now it has its new version
        process.refresh(item);
    }

    /** Refuses what was done on an older state of an item. */
    public void requireVersion(I item, int read) {
        audit.requireVersion(item.kind(), item.id(), item.version(), read);
    }

    private void apply(I item, C change) {
        FieldChecks errors = new FieldChecks();
        String infotext = item.status().closed()
                ? checks.extended(errors, item, change.infotext().value())
                : checks.text(errors, "infotext", change.infotext().value());
        String subject = change.subject().present()
                ? checks.subject(errors, change.subject().value())
                : item.subject();
        Runnable special = check(errors, item, change);
        String responsible = change.responsible().present()
                ? checks.responsible(errors, change.responsible().value())
                : item.responsible();
        Long campaign = checks.campaign(errors, item, change.campaignId());
        errors.refuseIfAny();

        if (change.infotext().present()) {
            String before = item.infotext();
            item.note(infotext);
            changed(item, "infotext", before, item.infotext());
        }
        if (!change.touchesMoreThanInfotext()) {
            return;
        }
        changed(item, "subject", item.subject(), subject);
        item.rename(subject);
        special.run();
        if (!Objects.equals(responsible, item.responsible())) {
            changed(item, "responsible", item.responsible(), responsible);
            item.reassign(responsible);
            process.reassign(item);
        }
        changed(item, "campaignId", item.campaignId(), campaign);
        item.assignCampaign(campaign);
    }

    /**
     * Checks what only this kind of item has.
     *
     * @return what to write once nothing is refused; it is not run for a closed item
     */
    protected abstract Runnable check(FieldChecks errors, I item, C change);

    /** Keeps in the audit trail what a field was, if it is something else now. */
    protected final void changed(I item, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            audit.changed(item.kind(), item.id(), field, before, after);
        }
    }
}
