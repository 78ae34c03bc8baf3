package dev.rapport.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's full history without what Rapport keeps itself: the steps an item has gone are in its course ({@code
 * rule_run}), its values in its row, who changed them in its audit trail. What is left are instances, tasks, runs of jobs, what
 * people did in the webapps, faults, and variables that only a model knows. Where rows tell of instances, those leave only their
 * faults and the runs of their jobs.
 */
final class SparingHistory extends HistoryLevelFull {

    static final String NAME = "sparing";

    private static final Set<HistoryEventTypes> NOT_KEPT = Set.of(
            HistoryEventTypes.ACTIVITY_INSTANCE_START,
            HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE,
            HistoryEventTypes.ACTIVITY_INSTANCE_MIGRATE,
            HistoryEventTypes.ACTIVITY_INSTANCE_END,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL,
            HistoryEventTypes.FORM_PROPERTY_UPDATE,
            HistoryEventTypes.IDENTITY_LINK_ADD,
            HistoryEventTypes.IDENTITY_LINK_DELETE,
            HistoryEventTypes.JOB_CREATE,
            HistoryEventTypes.DMN_DECISION_EVALUATE,
            HistoryEventTypes.JOB_DELETE);

    /** That one begins has to be heard, see {@link SparingEvents}. */
    private static final Set<HistoryEventType> OF_INSTANCES =
            Set.of(HistoryEventTypes.PROCESS_INSTANCE_UPDATE, HistoryEventTypes.PROCESS_INSTANCE_END);

    /** What Rapport notes in instances beside what its steps declare. */
    private static final Set<String> NOTES = Set.of(
            ModelledItem.REPORTED_BY,
            ModelledItem.REPORTED_OUTCOME,
            ModelledItem.REPORTED_START,
            ModelledItem.REPORTED_DURATION,
            ModelledItem.REPORTED_INFOTEXT,
            ModelledItem.COMPLETED_BY,
            Submitted.READ_VERSION,
            StartOnce.KEY);

    private final DeclaredVariables declared;
    private final RowsOfInstances rows;

    SparingHistory(DeclaredVariables declared, RowsOfInstances rows) {
        this.declared = declared;
        this.rows = rows;
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** @param subject what the event is about; null where the engine asks whether there can be such events at all */
    @Override
    public boolean isHistoryEventProduced(HistoryEventType event, @Nullable Object subject) {
        return !(event instanceof HistoryEventTypes type && NOT_KEPT.contains(type))
                && !(subject instanceof VariableInstanceEntity variable && isRapports(variable))
                && !(OF_INSTANCES.contains(event)
                        && subject instanceof ExecutionEntity instance
                        && rows.tellOf(instance))
                && super.isHistoryEventProduced(event, subject);
    }

    private boolean isRapports(VariableInstanceEntity variable) {
        String process = variable.getProcessDefinitionId();
        return NOTES.contains(variable.getName()) || (process != null && declared.contain(process, variable.getName()));
    }
}
