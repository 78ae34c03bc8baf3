package dev.rapport.support;

import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Notes that it was called. As a step it is one of the beans that expressions can name: an attack that reaches any bean
 * reaches this one.
 */
@Component("canary")
@Profile("test")
public class Canary extends ModelStep {

    private final AtomicInteger calls = new AtomicInteger();

    Canary() {
        super(StepDeclaration.step("gear").asynchronous().build());
    }

    @Override
    protected void run(DelegateExecution execution) {
        calls.incrementAndGet();
    }

    /** What an attack calls: as a method and, by its name, as the property {@code sung}. */
    public String getSung() {
        calls.incrementAndGet();
        return "sung";
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public String toString() {
        calls.incrementAndGet();
        return "canary";
    }
}
