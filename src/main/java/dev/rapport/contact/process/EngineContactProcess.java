package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactProcess;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.RuleLog;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@link ContactProcess} on the engine. */
@Component
class EngineContactProcess implements ContactProcess {

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ModelledOutcomes outcomes;
    private final RuleLog ruleLog;
    private final BusinessTime time;

    EngineContactProcess(
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
    public Long start(ContactDraft draft) {
        var instance = runtimeService.startProcessInstanceByKey(ContactModel.KEY, ContactVariables.of(draft));
        return Long.valueOf(instance.getBusinessKey());
    }

    @Override
    public String restart(Contact contact) {
        Map<String, Object> variables = ContactVariables.card(contact, time);
        variables.put(ContactModel.Variables.STATUS, contact.status().name());
        return runtimeService
                .createProcessInstanceByKey(ContactModel.KEY)
                .businessKey(contact.id().toString())
                .setVariables(variables)
                .startBeforeActivity(ContactModel.Elements.CARRY_OUT)
                .execute()
                .getId();
    }

    @Override
    public @Nullable OpenTask openTask(Contact contact) {
        Task task = task(contact);
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
    public List<Ran> complete(Contact contact, ContactOutcome outcome) {
        Task task = task(contact);
        if (task == null) {
            throw BusinessRuleViolation.conflict("status", "no-open-task");
        }
        taskService.complete(task.getId(), ContactVariables.of(outcome));
        return ruleLog.entries().stream()
                .map(entry ->
                        new Ran(entry.step(), entry.name(), entry.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public void refresh(Contact contact) {
        Task task = task(contact);
        if (task == null) {
            return;
        }
        runtimeService.setVariables(task.getProcessInstanceId(), ContactVariables.card(contact, time));
        task.setDueDate(java.util.Date.from(contact.start()));
        taskService.saveTask(task);
    }

    @Override
    public void reassign(Contact contact) {
        Task task = task(contact);
        if (task != null) {
            taskService.setAssignee(task.getId(), contact.assignee());
        }
    }

    /** The task where people say how it ended; a model may have others beside it. */
    private @Nullable Task task(Contact contact) {
        if (contact.status().closed() || contact.processInstanceId() == null) {
            return null;
        }
        List<Task> open = taskService
                .createTaskQuery()
                .processInstanceId(contact.processInstanceId())
                .list();
        return open.stream()
                .filter(task -> ContactModel.Elements.CARRY_OUT.equals(task.getTaskDefinitionKey()))
                .findFirst()
                .orElse(open.isEmpty() ? null : open.get(0));
    }
}
