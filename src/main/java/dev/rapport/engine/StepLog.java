package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Whoever keeps which steps of a model ran (rule 21). */
public interface StepLog {

    /**
     * A step has run, and refused nothing.
     *
     * @param instance the outermost one that it ran in
     */
    void ran(ModelStep.Kind kind, DelegateExecution execution, String instance);
}
