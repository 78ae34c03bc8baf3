package dev.rapport.engine;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The steps that models may name, by bean name. */
@Component
public class ModelSteps {

    private final ApplicationContext context;

    ModelSteps(ApplicationContext context) {
        this.context = context;
    }

    public SortedSet<String> names() {
        return new TreeSet<>(
                context.getBeansOfType(ModelStep.class, true, false).keySet());
    }

    public boolean exists(String name) {
        return context.containsBean(name) && context.isTypeMatch(name, ModelStep.class);
    }

    /** What a step is to the person who designs the model; empty when there is no such step. */
    public Optional<ModelStep.Kind> kind(String name) {
        return exists(name) ? Optional.of(context.getBean(name, ModelStep.class).kind()) : Optional.empty();
    }
}
