package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ModelNames;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The open task of a contact or measure, in which people say how it ended. Each is named by its instance, which is null
 * for what is closed or has none, and by the element of the task; a model may have other tasks beside it.
 */
@Component
public class ItemTasks {

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ModelledOutcomes outcomes;
    private final RuleLog ruleLog;
    private final ModelNames names;

    ItemTasks(
            RuntimeService runtimeService,
            TaskService taskService,
            ModelledOutcomes outcomes,
            RuleLog ruleLog,
            ModelNames names) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.outcomes = outcomes;
        this.ruleLog = ruleLog;
        this.names = names;
    }

    /** The task and how it can end; null when none is open. */
    public @Nullable OpenTask open(@Nullable String instance, String element) {
        Task task = task(instance, element);
        Locale reader = LocaleContextHolder.getLocale();
        return task == null
                ? null
                : new OpenTask(
                        task.getId(),
                        task.getProcessInstanceId(),
                        outcomes.behind(task.getProcessDefinitionId(), task.getTaskDefinitionKey()).stream()
                                .map(outcome ->
                                        new ModelledOutcomes.Outcome(outcome.code(), names.of(outcome.label(), reader)))
                                .toList());
    }

    /**
     * Completes the task.
     *
     * @return the steps that ran, in order
     * @throws BusinessRuleViolation no-open-task, or of the step that refused
     */
    public List<RanStep> complete(@Nullable String instance, String element, Map<String, Object> outcome) {
        Task task = task(instance, element);
        if (task == null) {
            throw BusinessRuleViolation.conflict("status", "no-open-task");
        }
        taskService.complete(task.getId(), outcome);
        Locale reader = LocaleContextHolder.getLocale();
        return ruleLog.entries().stream()
                .map(entry -> RanStep.of(
                        entry.step(),
                        names.of(entry.name(), reader),
                        entry.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Tells the instance and its task what changed. Whoever has claimed the task keeps it. */
    public void refresh(
            @Nullable String instance,
            String element,
            Map<String, ? extends @Nullable Object> card,
            @Nullable Date due) {
        Task task = task(instance, element);
        if (task == null) {
            return;
        }
        runtimeService.setVariables(task.getProcessInstanceId(), card);
        task.setDueDate(due);
        taskService.saveTask(task);
    }

    /** Gives the task to somebody else. */
    public void reassign(@Nullable String instance, String element, String assignee) {
        Task task = task(instance, element);
        if (task != null) {
            taskService.setAssignee(task.getId(), assignee);
        }
    }

    private @Nullable Task task(@Nullable String instance, String element) {
        if (instance == null) {
            return null;
        }
        List<Task> open =
                taskService.createTaskQuery().processInstanceId(instance).list();
        return open.stream()
                .filter(task -> element.equals(task.getTaskDefinitionKey()))
                .findFirst()
                .orElse(open.isEmpty() ? null : open.get(0));
    }
}
