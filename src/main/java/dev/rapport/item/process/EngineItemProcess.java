package dev.rapport.item.process;

import dev.rapport.item.Foreseen;
import dev.rapport.item.Item;
import dev.rapport.item.ItemOutcome;
import dev.rapport.item.ItemProcess;
import dev.rapport.item.OpenTask;
import dev.rapport.item.RanStep;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;

/**
 * {@link ItemProcess} on the engine; what is left to say for one kind of item are its variables.
 *
 * @param <I> the item
 * @param <D> what a new one is made from
 * @param <O> how one ended
 */
public abstract class EngineItemProcess<I extends Item, D, O extends ItemOutcome> implements ItemProcess<I, D, O> {

    private final String process;
    private final String task;
    private final RuntimeService runtimeService;
    private final ItemTasks tasks;

    /**
     * The process of one kind of item.
     *
     * @param process key of the model
     * @param task the element in which people say how an item ended
     */
    protected EngineItemProcess(String process, String task, RuntimeService runtimeService, ItemTasks tasks) {
        this.process = process;
        this.task = task;
        this.runtimeService = runtimeService;
        this.tasks = tasks;
    }

    /** What routing, forms and task cards need of an item, and what changes with it. */
    protected abstract Map<String, @Nullable Object> card(I item);

    /** What an instance knows of an open item besides its card. */
    protected Map<String, Object> known(I item) {
        return Map.of();
    }

    /**
     * An outcome as task variables.
     *
     * @param work whether it is said in the task in which people say how the item ended, and not in one beside it
     */
    protected abstract Map<String, Object> variables(O outcome, boolean work);

    /** An outcome of which nothing but its code is known yet; null where the task is just done. */
    protected abstract O chosen(@Nullable String code);

    /** When the task is due. */
    protected abstract @Nullable Date due(I item);

    /** Variables of the card that hold what was reported, as soon as something is. */
    protected Set<String> reported() {
        return Set.of();
    }

    @Override
    public final Long start(D draft) {
        var instance = runtimeService.startProcessInstanceByKey(process, ItemVariables.ofDraft(draft));
        return Long.valueOf(instance.getBusinessKey());
    }

    @Override
    public final String restart(I item) {
        return runtimeService
                .createProcessInstanceByKey(process)
                .businessKey(item.id().toString())
                .setVariables(card(item))
                .setVariables(known(item))
                .startBeforeActivity(task)
                .execute()
                .getId();
    }

    @Override
    public final @Nullable OpenTask openTask(I item, Map<String, String> names) {
        return tasks.open(instance(item), task, names);
    }

    @Override
    public final List<Foreseen> foreseen(I item) {
        return tasks.foreseen(instance(item), task, (code, work) -> variables(chosen(code), work));
    }

    @Override
    public final void requireCarryOut(I item) {
        tasks.requireWork(instance(item), task);
    }

    @Override
    public final List<RanStep> complete(I item, O outcome) {
        return tasks.complete(instance(item), task, work -> variables(outcome, work));
    }

    @Override
    public final void refresh(I item) {
        tasks.refresh(instance(item), task, card(item), due(item), reported());
    }

    @Override
    public final void end(I item) {
        if (item.processInstanceId() != null) {
            tasks.end(item.processInstanceId());
        }
    }

    @Override
    public final void reassign(I item) {
        tasks.reassign(instance(item), task, item.assignee());
    }

    /** Gives the running instance of an item other values; does nothing where none runs. */
    protected final void tell(I item, Map<String, Object> variables) {
        tasks.tell(instance(item), variables);
    }

    private static @Nullable String instance(Item item) {
        return item.open() ? item.processInstanceId() : null;
    }
}
