package dev.rapport.engine;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** The variables that Rapport's processes begin with, that its steps provide and that people hand in with a task. */
final class DeclaredVariables {

    private final ApplicationContext context;
    private volatile @Nullable Map<String, Set<String>> names;

    DeclaredVariables(ApplicationContext context) {
        this.context = context;
    }

    /** Whether one of Rapport's processes has a variable of that name. */
    boolean contain(String name) {
        return names().values().stream().anyMatch(ofProcess -> ofProcess.contains(name));
    }

    /**
     * Whether it is Rapport's in that process; in a process that somebody else has thought of nothing is.
     *
     * @param definitionId {@code key:version:id}
     */
    boolean contain(String definitionId, String name) {
        String process = definitionId.split(":", 2)[0];
        return names().getOrDefault(process, Set.of()).contains(name);
    }

    /** Read when first asked: the engine is built before the processes that say what they take. */
    private Map<String, Set<String>> names() {
        Map<String, Set<String>> known = names;
        if (known == null) {
            Collection<ModelStep> steps =
                    context.getBeansOfType(ModelStep.class).values();
            known = context.getBeansOfType(Lifecycle.class).values().stream()
                    .collect(toUnmodifiableMap(Lifecycle::process, process -> of(process, steps)));
            names = known;
        }
        return known;
    }

    private static Set<String> of(Lifecycle process, Collection<ModelStep> steps) {
        Stream<ModelVariable> ofProcess = Stream.concat(
                process.atStart().stream(), process.work() == null ? Stream.empty() : process.work().inputs().stream());
        Set<StepDeclaration> ofSteps = steps.stream()
                .map(ModelStep::declaration)
                .filter(step -> step.isMeantFor(process.process()))
                .collect(toUnmodifiableSet());
        Stream<ModelVariable> provided = ofSteps.stream().flatMap(step -> step.provides().stream());
        Stream<String> parameters =
                ofSteps.stream().flatMap(step -> step.parameters().stream()).map(StepParameter::name);
        return Stream.concat(Stream.concat(ofProcess, provided).map(ModelVariable::name), parameters)
                .collect(toUnmodifiableSet());
    }
}
