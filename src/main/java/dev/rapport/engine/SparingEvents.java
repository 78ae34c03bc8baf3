package dev.rapport.engine;

import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.batch.history.HistoricBatchEntity;
import org.camunda.bpm.engine.impl.history.DefaultHistoryRemovalTimeProvider;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/**
 * What the engine keeps of instances (ADR 61). Those in which nobody works and whose item was there before, such as those of
 * reminders, leave nothing but their faults and the runs of their jobs: the item's own row says what has become of it.
 *
 * <p>It also tells {@link Steps} that an instance begins, before any of its elements does.
 */
final class SparingEvents extends CacheAwareHistoryEventProducer {

    private final Supplier<Collection<Lifecycle>> lifecycles;
    private volatile @Nullable Set<String> toldByTheirRows;

    /** @param lifecycles asked when an instance first begins: the engine is built before there are any */
    SparingEvents(Supplier<Collection<Lifecycle>> lifecycles) {
        this.lifecycles = lifecycles;
    }

    /** The first thing that the engine does with an instance: the timers of the whole process come before any element. */
    @Override
    public @Nullable HistoryEvent createProcessInstanceStartEvt(DelegateExecution execution) {
        ExecutionEntity instance = (ExecutionEntity) execution;
        Steps.at(instance.getProcessDefinition(), instance);
        return isToldByARow(instance) ? null : super.createProcessInstanceStartEvt(execution);
    }

    @Override
    public @Nullable HistoryEvent createProcessInstanceUpdateEvt(DelegateExecution execution) {
        return isToldByARow(execution) ? null : super.createProcessInstanceUpdateEvt(execution);
    }

    @Override
    public @Nullable HistoryEvent createProcessInstanceMigrateEvt(DelegateExecution execution) {
        return isToldByARow(execution) ? null : super.createProcessInstanceMigrateEvt(execution);
    }

    @Override
    public @Nullable HistoryEvent createProcessInstanceEndEvt(DelegateExecution execution) {
        return isToldByARow(execution) ? null : super.createProcessInstanceEndEvt(execution);
    }

    /** What belongs to an instance goes with it; without one it is counted from the event on how long it stays. */
    @Override
    protected void provideRemovalTime(HistoryEvent event) {
        if (!isToldByARow(event.getProcessDefinitionKey())) {
            super.provideRemovalTime(event);
        }
        String definition = event.getProcessDefinitionId();
        if (event.getRemovalTime() == null && event.getRootProcessInstanceId() != null && definition != null) {
            Integer days = getProcessDefinitionEntity(definition).getHistoryTimeToLive();
            if (days != null) {
                event.setRemovalTime(
                        DefaultHistoryRemovalTimeProvider.determineRemovalTime(ClockUtil.getCurrentTime(), days));
            }
        }
    }

    /** The engine takes whatever a job is made for, such as the expression of a timer, for the id of a batch. */
    @Override
    protected @Nullable HistoricBatchEntity getHistoricBatchById(String configuration) {
        boolean timer = configuration.contains(": ");
        boolean asynchronous = configuration.startsWith("async-");
        return timer || asynchronous ? null : super.getHistoricBatchById(configuration);
    }

    private boolean isToldByARow(DelegateExecution execution) {
        return isToldByARow(((ExecutionEntity) execution).getProcessDefinition().getKey());
    }

    private boolean isToldByARow(@Nullable String process) {
        Set<String> known = toldByTheirRows;
        if (known == null) {
            known = lifecycles.get().stream()
                    .filter(lifecycle -> lifecycle.register() == null && lifecycle.work() == null)
                    .map(Lifecycle::process)
                    .collect(Collectors.toUnmodifiableSet());
            toldByTheirRows = known;
        }
        return process != null && known.contains(process);
    }
}
