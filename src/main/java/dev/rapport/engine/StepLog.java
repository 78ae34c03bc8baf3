package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/** Whoever keeps which steps of a model ran (rule 21), and which way led to them and on from them. */
public interface StepLog {

    /**
     * A step has run, and refused nothing.
     *
     * @param instance the outermost one that it ran in
     */
    void ran(ModelStep.Kind kind, DelegateExecution execution, String instance);

    /**
     * The engine has taken a flow, or has begun an element that none leads to: a start, an event at an edge, a sub-process of an
     * event. Together they are the whole way, the end event included.
     *
     * @param element id of the flow or element
     * @param instance the outermost one
     */
    void passed(ProcessDefinition model, String element, DelegateExecution execution, String instance);
}
