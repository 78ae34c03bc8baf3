package dev.rapport.reminder.process;

import dev.rapport.reminder.ReminderProcess;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.springframework.stereotype.Component;

/** {@link ReminderProcess} on the engine. */
@Component
class EngineReminderProcess implements ReminderProcess {

    private final RuntimeService runtimeService;

    EngineReminderProcess(RuntimeService runtimeService) {
        this.runtimeService = runtimeService;
    }

    @Override
    public String start(Long reminderId, Instant dueAt) {
        return runtimeService
                .startProcessInstanceByKey(
                        ReminderModel.KEY,
                        reminderId.toString(),
                        Map.of(ReminderModel.Variables.DUE_AT, Date.from(dueAt)))
                .getId();
    }

    @Override
    public void cancel(String instanceId) {
        // a raised reminder whose mail has gone out has no instance any more
        for (Execution waiting : runtimeService
                .createExecutionQuery()
                .processInstanceId(instanceId)
                .messageEventSubscriptionName(ReminderModel.Messages.REMOVED)
                .list()) {
            runtimeService.messageEventReceived(ReminderModel.Messages.REMOVED, waiting.getId());
        }
    }
}
