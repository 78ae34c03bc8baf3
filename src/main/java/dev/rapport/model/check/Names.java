package dev.rapport.model.check;

import dev.rapport.engine.ItemFacts;
import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StepDeclaration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The variables that models of one process can come across, and what each can hold. */
final class Names {

    private final Map<String, ModelVariable> known = new HashMap<>();
    private final Set<String> facts = new HashSet<>();

    Names(
            String process,
            @Nullable Lifecycle lifecycle,
            Collection<StepDeclaration> steps,
            Collection<ItemFacts> items) {
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
        items.stream()
                .filter(item -> item.process().equals(process))
                .forEach(item -> item.facts().forEach(fact -> {
                    facts.add(item.name(fact));
                    known.put(item.name(fact), fact);
                }));
    }

    /** What can be asked of the item once it is there. */
    Set<String> facts() {
        return facts;
    }

    static boolean isFact(String name) {
        return name.indexOf(ItemFacts.OF) >= 0;
    }

    static boolean isFactOf(String process, String name) {
        return name.startsWith(process + ItemFacts.OF);
    }

    /** Says that a name is not there, and of the item's facts which ones there are. */
    void tellUnknown(Findings findings, Element owner, String name) {
        if (!isFact(name)) {
            findings.error(owner, "variable-unknown", name);
        } else if (facts.contains(name)) {
            findings.error(owner, "fact-early", name);
        } else if (facts.isEmpty()) {
            findings.error(owner, "fact-foreign", name);
        } else {
            findings.error(owner, "fact-unknown", name, String.join(", ", new TreeSet<>(facts)));
        }
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
