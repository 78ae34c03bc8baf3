package dev.rapport.item;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way to close an item from pages and the API: completes its task, and the model does the rest (rules 18 to 21).
 *
 * @param <I> the item
 * @param <C> a change of it
 * @param <O> how it ended
 */
public abstract class CompleteItem<I extends Item, C extends ItemChange, O extends ItemOutcome> {

    private final Items<I> items;
    private final ChangeItem<I, C> changeItem;
    private final ItemProcess<I, ?, O> process;

    protected CompleteItem(Items<I> items, ChangeItem<I, C> changeItem, ItemProcess<I, ?, O> process) {
        this.items = items;
        this.changeItem = changeItem;
        this.process = process;
    }

    /**
     * Completes the open task of an item.
     *
     * @param version the version that was read
     * @return the steps of the model that ran, in order
     * @throws BusinessRuleViolation not-found, already-closed with who and when, stale-version, or what a step refused
     */
    @Transactional
    public List<RanStep> complete(Long id, int version, O outcome) {
        I item = items.open(id);
        changeItem.requireVersion(item, version);
        return process.complete(item, outcome);
    }

    /**
     * The same for work on many items at once: one that waits for a task of its own, such as an approval, is left to that.
     *
     * @throws BusinessRuleViolation also waits-for-other
     */
    @Transactional
    public List<RanStep> carryOut(Long id, int version, O outcome) {
        process.requireCarryOut(items.open(id));
        return complete(id, version, outcome);
    }

    /**
     * Saves what was typed on the item's page and completes its task, both or neither: whoever presses "Durchgeführt" need
     * not save first, and a refusal writes nothing (rules 18 and 22).
     *
     * @param change what the outcome itself says belongs into that
     * @return the steps of the model that ran, in order
     * @throws BusinessRuleViolation whatever {@link ChangeItem} and {@link #complete} refuse
     */
    @Transactional
    public List<RanStep> finish(Long id, C change, O outcome) {
        // first of all who closed it and when: that says more than that something has changed
        I item = items.open(id);
        if (!change.infotext().present() && !change.touchesMoreThanInfotext()) {
            return complete(id, Change.requireVersion(change.version()), outcome);
        }
        changeItem.change(id, change);
        return complete(id, item.version(), outcome);
    }

    /** Gives an open item that lost its model instance a new one, waiting at its task. What hangs on it stays as it is. */
    @Transactional
    public void restart(Long id) {
        I item = items.open(id);
        item.runsIn(process.restart(item));
        items.flush();
        process.refresh(item);
    }
}
