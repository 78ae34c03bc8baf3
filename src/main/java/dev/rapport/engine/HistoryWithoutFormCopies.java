package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's history without the second copy of every submitted form field. The variables' own history has all of it;
 * the copy goes into a column of 4,000 characters and would refuse a long description.
 */
final class HistoryWithoutFormCopies extends CacheAwareHistoryEventProducer {

    /** The first thing that the engine does with an instance: the timers of the whole process come before any element. */
    @Override
    public HistoryEvent createProcessInstanceStartEvt(DelegateExecution execution) {
        ExecutionEntity instance = (ExecutionEntity) execution;
        Steps.at(instance.getProcessDefinition(), instance);
        return super.createProcessInstanceStartEvt(execution);
    }

    @Override
    public @Nullable HistoryEvent createFormPropertyUpdateEvt(
            ExecutionEntity execution, String propertyId, String propertyValue, String taskId) {
        return null;
    }
}
