package dev.rapport.contact.process;

import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactProcess;
import dev.rapport.engine.ItemTasks;
import dev.rapport.engine.OpenTask;
import dev.rapport.engine.RanStep;
import dev.rapport.shared.BusinessTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@link ContactProcess} on the engine. */
@Component
class EngineContactProcess implements ContactProcess {

    private static final String TASK = ContactModel.Elements.CARRY_OUT;

    private final RuntimeService runtimeService;
    private final ItemTasks tasks;
    private final BusinessTime time;

    EngineContactProcess(RuntimeService runtimeService, ItemTasks tasks, BusinessTime time) {
        this.runtimeService = runtimeService;
        this.tasks = tasks;
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
                .startBeforeActivity(TASK)
                .execute()
                .getId();
    }

    @Override
    public @Nullable OpenTask openTask(Contact contact, Map<String, String> names) {
        return tasks.open(instance(contact), TASK, names);
    }

    @Override
    public void requireCarryOut(Contact contact) {
        tasks.requireWork(instance(contact), TASK);
    }

    @Override
    public List<RanStep> complete(Contact contact, ContactOutcome outcome) {
        return tasks.complete(instance(contact), TASK, work -> ContactVariables.of(outcome, work));
    }

    @Override
    public void refresh(Contact contact) {
        tasks.refresh(
                instance(contact),
                TASK,
                ContactVariables.card(contact, time),
                Date.from(contact.start()),
                Set.of(ContactModel.Variables.START));
    }

    @Override
    public void reassign(Contact contact) {
        tasks.reassign(instance(contact), TASK, contact.assignee());
    }

    private static @Nullable String instance(Contact contact) {
        return contact.status().closed() ? null : contact.processInstanceId();
    }
}
