package dev.rapport.item.process;

import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelledItem;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.Submitted;
import dev.rapport.item.CloseItem;
import dev.rapport.item.Item;
import dev.rapport.item.ItemOutcome;
import dev.rapport.item.ItemStatus;
import dev.rapport.shared.CurrentUser;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * "Durchgeführt festhalten" and "Nicht durchgeführt festhalten": closes an item with what was reported of it, else with
 * what was handed in.
 *
 * @param <I> the item
 * @param <O> how it ended
 */
public abstract class RecordStep<I extends Item, O extends ItemOutcome> extends ModelStep {

    private final ItemStatus status;
    private final CloseItem<I, O> closeItem;
    private final ReportedItem<I, O> reported;
    private final CurrentUser currentUser;

    protected RecordStep(
            StepDeclaration declaration,
            ItemStatus status,
            CloseItem<I, O> closeItem,
            ReportedItem<I, O> reported,
            CurrentUser currentUser) {
        super(declaration);
        this.status = status;
        this.closeItem = closeItem;
        this.reported = reported;
        this.currentUser = currentUser;
    }

    @Override
    protected final void run(DelegateExecution execution) {
        Long id = Long.valueOf(execution.getProcessBusinessKey());
        closeItem.requireUnchanged(id, Submitted.readVersion(execution));
        O outcome = reported.outcome(id, execution, status == ItemStatus.PERFORMED);
        I item = inName(execution, () -> closeItem.close(id, status, outcome));
        closed(execution, item);
    }

    /** Tells the instance what has become of the item. */
    protected void closed(DelegateExecution execution, I item) {}

    /** In the name of whoever completed a task last, where a job does it. */
    private I inName(DelegateExecution execution, Supplier<I> closing) {
        Object completer = execution.getVariable(ModelledItem.COMPLETED_BY);
        return completer != null && currentUser.id().equals(CurrentUser.SYSTEM)
                ? currentUser.doAs(completer.toString(), closing)
                : closing.get();
    }
}
