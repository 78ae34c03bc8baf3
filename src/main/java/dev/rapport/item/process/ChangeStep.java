package dev.rapport.item.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import dev.rapport.item.Item;
import dev.rapport.item.ModelledChange;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * An event that changes an item while it waits to be done: what has been reported is not taken from whoever has done so.
 *
 * @param <I> the item
 */
public abstract class ChangeStep<I extends Item> extends ModelStep {

    private final ModelledChange<I, ?> change;
    private final ReportedItem<I, ?> reported;

    protected ChangeStep(StepDeclaration declaration, ModelledChange<I, ?> change, ReportedItem<I, ?> reported) {
        super(declaration);
        this.change = change;
        this.reported = reported;
    }

    /** The declaration of a change with what a designer says to it. */
    protected static StepDeclaration declared(String process, String icon, StepParameter... told) {
        return StepDeclaration.event(icon)
                .in(process)
                .after(Mark.REGISTERED)
                .notAfter(Mark.REPORTED, Mark.CLOSED)
                .asynchronous()
                .parameters(told)
                .build();
    }

    @Override
    protected final void run(DelegateExecution execution) {
        I item = apply(change, Long.valueOf(execution.getProcessBusinessKey()), execution);
        // the instance may be just being started, so that nobody has told it yet
        execution.setVariables(reported.card(item));
    }

    /** Changes the item as the designer has said. */
    protected abstract I apply(ModelledChange<I, ?> by, Long id, DelegateExecution execution);
}
