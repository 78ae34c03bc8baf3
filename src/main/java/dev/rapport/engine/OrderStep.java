package dev.rapport.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * A step that does the next part of an order in the background and says whether more is left; see {@link OrderProcess}. What it did is
 * told by the order, not by the course of an item.
 */
public abstract class OrderStep extends ModelStep {

    /** Whether a part may be left, for the gateway behind the step. */
    public static final String MORE = "more";

    protected OrderStep(StepDeclaration declaration) {
        super(declaration);
    }

    /** The declaration of such a step. */
    protected static StepDeclaration declared(String process, String icon) {
        return StepDeclaration.step(icon)
                .in(process)
                .asynchronous()
                .provides(ModelVariable.flag(MORE))
                .result(Map.of(MORE, "true"))
                .result(Map.of(MORE, "false"))
                .build();
    }

    @Override
    protected final boolean keepsLog() {
        return false;
    }

    @Override
    protected final void run(DelegateExecution execution) {
        execution.setVariable(MORE, next(Long.valueOf(execution.getProcessBusinessKey())));
    }

    /**
     * Does the next part.
     *
     * @return whether more may be left
     */
    protected abstract boolean next(Long order);
}
