package dev.rapport.engine;

import dev.rapport.shared.OutcomeCategory;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The steps that models may name, by bean name. */
@Component
public class ModelSteps {

    private final ApplicationContext context;

    ModelSteps(ApplicationContext context) {
        this.context = context;
    }

    /** What each step says of itself, by bean name. */
    public SortedMap<String, StepDeclaration> catalogue() {
        SortedMap<String, StepDeclaration> catalogue = new TreeMap<>();
        context.getBeansOfType(ModelStep.class, true, false)
                .forEach((name, step) -> catalogue.put(name, step.declaration()));
        return catalogue;
    }

    public boolean exists(String name) {
        return context.containsBean(name) && context.isTypeMatch(name, ModelStep.class);
    }

    /** What the item becomes by a step; null where it is no step that says so. */
    @Nullable
    OutcomeCategory category(String name) {
        return exists(name)
                ? context.getBean(name, ModelStep.class).declaration().category()
                : null;
    }
}
