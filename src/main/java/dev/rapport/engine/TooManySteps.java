package dev.rapport.engine;

import org.camunda.bpm.engine.ProcessEngineException;

/** A model has gone more steps in one transaction than any model needs. No error event of the model catches this. */
public final class TooManySteps extends ProcessEngineException {

    private static final long serialVersionUID = 1;

    TooManySteps() {
        super("More than " + Steps.MOST + " steps in one transaction");
    }
}
