package dev.rapport.measure.process;

import dev.rapport.engine.ItemTasks;
import dev.rapport.engine.OpenTask;
import dev.rapport.engine.RanStep;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureProcess;
import dev.rapport.shared.BusinessTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@link MeasureProcess} on the engine. */
@Component
class EngineMeasureProcess implements MeasureProcess {

    private static final String TASK = MeasureModel.Elements.CARRY_OUT;

    private final RuntimeService runtimeService;
    private final ItemTasks tasks;
    private final BusinessTime time;

    EngineMeasureProcess(RuntimeService runtimeService, ItemTasks tasks, BusinessTime time) {
        this.runtimeService = runtimeService;
        this.tasks = tasks;
        this.time = time;
    }

    @Override
    public Long start(MeasureDraft draft) {
        var instance = runtimeService.startProcessInstanceByKey(MeasureModel.KEY, MeasureVariables.of(draft));
        return Long.valueOf(instance.getBusinessKey());
    }

    @Override
    public String restart(Measure measure) {
        return runtimeService
                .createProcessInstanceByKey(MeasureModel.KEY)
                .businessKey(measure.id().toString())
                .setVariables(MeasureVariables.card(measure, time))
                .startBeforeActivity(TASK)
                .execute()
                .getId();
    }

    @Override
    public @Nullable OpenTask openTask(Measure measure, Map<String, String> names) {
        return tasks.open(instance(measure), TASK, names);
    }

    @Override
    public List<RanStep> complete(Measure measure, MeasureOutcome outcome) {
        return tasks.complete(instance(measure), TASK, work -> MeasureVariables.of(outcome));
    }

    @Override
    public void refresh(Measure measure) {
        tasks.refresh(
                instance(measure),
                TASK,
                MeasureVariables.card(measure, time),
                MeasureVariables.dueDate(measure, time),
                Set.of());
    }

    @Override
    public void reassign(Measure measure) {
        tasks.reassign(instance(measure), TASK, measure.assignee());
    }

    private static @Nullable String instance(Measure measure) {
        return measure.status().closed() ? null : measure.processInstanceId();
    }
}
