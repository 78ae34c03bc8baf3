package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Tells {@link Steps} that an instance begins, before any of its elements does. */
final class InstanceBeginnings extends CacheAwareHistoryEventProducer {

    /** The first thing that the engine does with an instance: the timers of the whole process come before any element. */
    @Override
    public HistoryEvent createProcessInstanceStartEvt(DelegateExecution execution) {
        ExecutionEntity instance = (ExecutionEntity) execution;
        Steps.at(instance.getProcessDefinition(), instance);
        return super.createProcessInstanceStartEvt(execution);
    }
}
