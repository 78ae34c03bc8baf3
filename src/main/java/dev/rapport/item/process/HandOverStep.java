package dev.rapport.item.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import dev.rapport.item.HandOver;
import dev.rapport.item.Item;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/**
 * "Neu zuweisen": gives an item to somebody else while it waits to be done. What has been reported is not taken from whoever
 * has done so.
 *
 * @param <I> the item
 */
public abstract class HandOverStep<I extends Item> extends ModelStep {

    private static final String TO = "handOverTo";

    private final HandOver<I, ?> handOver;

    protected HandOverStep(StepDeclaration declaration, HandOver<I, ?> handOver) {
        super(declaration);
        this.handOver = handOver;
    }

    protected static StepDeclaration declared(String process) {
        return StepDeclaration.event("person-lines-fill")
                .in(process)
                .after(Mark.REGISTERED)
                .notAfter(Mark.REPORTED, Mark.CLOSED)
                .asynchronous()
                .parameters(StepParameter.required(TO, StepParameter.Kind.USER, null))
                .build();
    }

    @Override
    protected final void run(DelegateExecution execution) {
        I item = handOver.to(Long.valueOf(execution.getProcessBusinessKey()), required(execution, TO));
        // the instance may be just being started, so that nobody has told it yet
        execution.setVariables(card(item));
    }

    /** What routing, forms and task cards need of an item, and what changes with it. */
    protected abstract Map<String, @Nullable Object> card(I item);
}
