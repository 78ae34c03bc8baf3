package dev.rapport.model.check;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StepDeclaration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that models of one process can come across, and what each can hold. */
final class Names {

    private final Map<String, ModelVariable> known = new HashMap<>();

    Names(String process, @Nullable Lifecycle lifecycle, Collection<StepDeclaration> steps) {
        if (lifecycle != null) {
            lifecycle.atStart().forEach(this::know);
            if (lifecycle.work() != null) {
                lifecycle.work().inputs().forEach(this::know);
            }
        }
        steps.stream()
                .filter(step -> step.processes().contains(process))
                .map(StepDeclaration::provides)
                .flatMap(List::stream)
                .forEach(this::know);
    }

    private void know(ModelVariable variable) {
        known.put(variable.name(), variable);
    }

    @Nullable
    ModelVariable get(String name) {
        return known.get(name);
    }

    boolean isOf(String name, ModelVariable.Type type) {
        ModelVariable variable = known.get(name);
        return variable != null && variable.type() == type;
    }

    boolean knows(String name) {
        return known.containsKey(name);
    }
}
