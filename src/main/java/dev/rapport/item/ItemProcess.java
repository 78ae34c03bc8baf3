package dev.rapport.item;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model of one kind of item as its module sees it.
 *
 * @param <I> the item
 * @param <D> what a new one is made from
 * @param <O> how one ended
 */
public interface ItemProcess<I extends Item, D, O extends ItemOutcome> {

    /**
     * Starts an instance, which registers the item.
     *
     * @return the id of the item
     */
    Long start(D draft);

    /**
     * Starts an instance for an open item that has none, waiting at its task.
     *
     * @return the id of the instance
     */
    String restart(I item);

    /**
     * The open task of an item; null when the item is closed or waits for something else.
     *
     * @param names of people by login, as far as they are known
     */
    @Nullable
    OpenTask openTask(I item, Map<String, String> names);

    /**
     * What would come of the buttons of the open task, if the person at work may complete it. Nothing is written and nobody
     * waits for it. Must not be called within a transaction.
     */
    List<Foreseen> foreseen(I item);

    /**
     * Refuses while the item waits for a task that a process admin has added.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation waits-for-other
     */
    void requireCarryOut(I item);

    /**
     * Completes the item's open task with an outcome.
     *
     * @return the steps that ran, in order
     * @throws dev.rapport.shared.BusinessRuleViolation of the step that refused
     */
    List<RanStep> complete(I item, O outcome);

    /** Tells the running instance and its task what changed. Whoever has claimed the task keeps it. */
    void refresh(I item);

    /**
     * Ends the instance of an item that is voided, wherever it stands and whatever its model says: nothing of the model runs
     * any more. Does nothing where there is none.
     */
    void end(I item);

    /** Gives the open task to who is responsible now, else to the creator. */
    void reassign(I item);
}
