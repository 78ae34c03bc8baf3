package dev.rapport.support;

import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Does nothing: what is left of a model with such steps is what the engine itself costs. */
@Component("bareStep")
@Profile("test")
public class BareStep extends ModelStep {

    BareStep() {
        super(StepDeclaration.step("gear").asynchronous().build());
    }

    @Override
    protected boolean keepsLog() {
        return false;
    }

    @Override
    protected void run(DelegateExecution execution) {
        // nothing, on purpose
    }
}
