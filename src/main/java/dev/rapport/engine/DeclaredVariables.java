package dev.rapport.engine;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** The variables that Rapport's processes begin with, that its steps provide and that people hand in with a task. */
final class DeclaredVariables {

    private final ApplicationContext context;
    private volatile @Nullable Set<String> names;

    DeclaredVariables(ApplicationContext context) {
        this.context = context;
    }

    /** Read when first asked: the engine is built before the processes that say what they take. */
    boolean contain(String name) {
        Set<String> known = names;
        if (known == null) {
            Stream<ModelVariable> ofProcesses = context.getBeansOfType(Lifecycle.class).values().stream()
                    .flatMap(process -> Stream.concat(
                            process.atStart().stream(),
                            process.work() == null ? Stream.empty() : process.work().inputs().stream()));
            Stream<ModelVariable> ofSteps = context.getBeansOfType(ModelStep.class).values().stream()
                    .flatMap(step -> step.declaration().provides().stream());
            known = Stream.concat(ofProcesses, ofSteps)
                    .map(ModelVariable::name)
                    .collect(Collectors.toUnmodifiableSet());
            names = known;
        }
        return known.contains(name);
    }
}
