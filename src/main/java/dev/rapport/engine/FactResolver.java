package dev.rapport.engine;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** Resolves {@code contact.type} to what the item's row says; see {@link ItemFacts}. */
final class FactResolver extends ReadOnlyResolver {

    /** The item that an instance is about. */
    private record About(ItemFacts facts, Long id, VariableScope scope) {}

    private final ApplicationContext context;
    private volatile @Nullable Map<String, ItemFacts> known;

    FactResolver(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object getValue(ELContext elContext, @Nullable Object base, Object property) {
        if (base instanceof About about) {
            elContext.setPropertyResolved(true);
            String fact = String.valueOf(property);
            Object supposed = Trial.supposed(about.facts().process() + ItemFacts.OF + fact);
            return supposed == null ? about.facts().read(about.id(), fact, about.scope()) : supposed;
        }
        VariableScope scope = (VariableScope) elContext.getContext(VariableScope.class);
        About about = base == null && scope != null ? about(String.valueOf(property), scope) : null;
        elContext.setPropertyResolved(about != null);
        return about;
    }

    /** Null where the instance is about something else: what is not resolved here is a variable, if it is anything. */
    private @Nullable About about(String name, VariableScope scope) {
        ItemFacts facts = known().get(name);
        ExecutionEntity execution = scope instanceof TaskEntity task
                ? task.getExecution()
                : scope instanceof ExecutionEntity itself ? itself : null;
        if (facts == null || execution == null || !isOf(name, execution)) {
            return null;
        }
        String id = execution.getProcessBusinessKey();
        return id == null ? null : new About(facts, Long.valueOf(id), scope);
    }

    private static boolean isOf(String process, ExecutionEntity execution) {
        return process.equals(execution.getProcessDefinition().getKey());
    }

    /** Read when first asked: the engine is built before the modules that know. */
    private Map<String, ItemFacts> known() {
        Map<String, ItemFacts> read = known;
        if (read == null) {
            read = context.getBeansOfType(ItemFacts.class).values().stream()
                    .collect(toUnmodifiableMap(ItemFacts::process, Function.identity()));
            known = read;
        }
        return read;
    }
}
