package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.batch.history.HistoricBatchEntity;
import org.camunda.bpm.engine.impl.history.DefaultHistoryRemovalTimeProvider;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/**
 * What the engine notes of instances (ADR 61), beside what {@link SparingHistory} leaves out before it is made. It also tells
 * {@link Steps} that an instance begins, before any of its elements does.
 */
final class SparingEvents extends CacheAwareHistoryEventProducer {

    private final RowsOfInstances rows;

    SparingEvents(RowsOfInstances rows) {
        this.rows = rows;
    }

    /** The first thing that the engine does with an instance: the timers of the whole process come before any element. */
    @Override
    public @Nullable HistoryEvent createProcessInstanceStartEvt(DelegateExecution execution) {
        ExecutionEntity instance = (ExecutionEntity) execution;
        Steps.at(instance.getProcessDefinition(), instance);
        return rows.tellOf(instance) ? null : super.createProcessInstanceStartEvt(execution);
    }

    @Override
    public @Nullable HistoryEvent createProcessInstanceMigrateEvt(DelegateExecution execution) {
        return rows.tellOf(execution) ? null : super.createProcessInstanceMigrateEvt(execution);
    }

    /** What belongs to an instance goes with it; without one it is counted from the event on how long it stays. */
    @Override
    protected void provideRemovalTime(HistoryEvent event) {
        if (!rows.tellOf(event.getProcessDefinitionKey())) {
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
}
