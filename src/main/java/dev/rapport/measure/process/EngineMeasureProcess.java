package dev.rapport.measure.process;

import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.RuleLog;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureProcess;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@link MeasureProcess} on the engine. */
@Component
class EngineMeasureProcess implements MeasureProcess {

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ModelledOutcomes outcomes;
    private final RuleLog ruleLog;
    private final BusinessTime time;

    EngineMeasureProcess(
            RuntimeService runtimeService,
            TaskService taskService,
            ModelledOutcomes outcomes,
            RuleLog ruleLog,
            BusinessTime time) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.outcomes = outcomes;
        this.ruleLog = ruleLog;
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
                .startBeforeActivity(MeasureModel.Elements.CARRY_OUT)
                .execute()
                .getId();
    }

    @Override
    public @Nullable OpenTask openTask(Measure measure) {
        Task task = task(measure);
        return task == null
                ? null
                : new OpenTask(
                        task.getId(),
                        task.getProcessInstanceId(),
                        outcomes.behind(task.getProcessDefinitionId(), task.getTaskDefinitionKey()).stream()
                                .map(outcome -> new Outcome(outcome.code(), outcome.label()))
                                .toList());
    }

    @Override
    public List<Ran> complete(Measure measure, MeasureOutcome outcome) {
        Task task = task(measure);
        if (task == null) {
            throw BusinessRuleViolation.conflict("status", "no-open-task");
        }
        taskService.complete(task.getId(), MeasureVariables.of(outcome));
        return ruleLog.entries().stream()
                .map(entry ->
                        new Ran(entry.step(), entry.name(), entry.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public void refresh(Measure measure) {
        Task task = task(measure);
        if (task == null) {
            return;
        }
        runtimeService.setVariables(task.getProcessInstanceId(), MeasureVariables.card(measure, time));
        task.setDueDate(MeasureVariables.dueDate(measure, time));
        taskService.saveTask(task);
    }

    @Override
    public void reassign(Measure measure) {
        Task task = task(measure);
        if (task != null) {
            taskService.setAssignee(task.getId(), measure.assignee());
        }
    }

    /** The task where people say how it ended; a model may have others beside it. */
    private @Nullable Task task(Measure measure) {
        if (measure.status().closed() || measure.processInstanceId() == null) {
            return null;
        }
        List<Task> open = taskService
                .createTaskQuery()
                .processInstanceId(measure.processInstanceId())
                .list();
        return open.stream()
                .filter(task -> MeasureModel.Elements.CARRY_OUT.equals(task.getTaskDefinitionKey()))
                .findFirst()
                .orElse(open.isEmpty() ? null : open.get(0));
    }
}
