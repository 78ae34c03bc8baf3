package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Whoever keeps which steps of a model ran (rule 21). */
public interface StepLog {

    /** A step has run, and refused nothing. */
    void ran(ModelStep.Kind kind, DelegateExecution execution);
}
