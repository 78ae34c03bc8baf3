package dev.rapport.reminder.process;

import dev.rapport.engine.JobsOfInstance;
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
    private final JobsOfInstance jobs;

    EngineReminderProcess(RuntimeService runtimeService, JobsOfInstance jobs) {
        this.runtimeService = runtimeService;
        this.jobs = jobs;
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
        jobs.hold(instanceId);
        // a raised reminder whose mail has gone out has no instance any more
        for (Execution waiting : runtimeService
                .createExecutionQuery()
                .processInstanceId(instanceId)
                .messageEventSubscriptionName(ReminderModel.Messages.REMOVED)
                .list()) {
            runtimeService.messageEventReceived(ReminderModel.Messages.REMOVED, waiting.getId());
        }
    }

    @Override
    public void end(String instanceId) {
        jobs.hold(instanceId);
        runtimeService.deleteProcessInstanceIfExists(instanceId, "voided", true, true, true, false);
    }
}
