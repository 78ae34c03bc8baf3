package dev.rapport.engine;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * The processes of whose instances the item's own row says what has become of them: those in which nobody works and whose item
 * was there before, such as that of reminders.
 */
final class RowsOfInstances {

    private final Supplier<Collection<Lifecycle>> lifecycles;
    private volatile @Nullable Set<String> processes;

    /** @param lifecycles asked when an instance first begins: the engine is built before there are any */
    RowsOfInstances(Supplier<Collection<Lifecycle>> lifecycles) {
        this.lifecycles = lifecycles;
    }

    boolean tellOf(DelegateExecution execution) {
        return tellOf(((ExecutionEntity) execution).getProcessDefinition().getKey());
    }

    /** @param process the key of one */
    boolean tellOf(@Nullable String process) {
        Set<String> known = processes;
        if (known == null) {
            known = lifecycles.get().stream()
                    .filter(lifecycle -> lifecycle.register() == null && lifecycle.work() == null)
                    .map(Lifecycle::process)
                    .collect(toUnmodifiableSet());
            processes = known;
        }
        return process != null && known.contains(process);
    }
}
