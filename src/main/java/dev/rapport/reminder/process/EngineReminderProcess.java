package dev.rapport.reminder.process;

import dev.rapport.reminder.ReminderProcess;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@link ReminderProcess} on the engine. */
@Component
class EngineReminderProcess implements ReminderProcess {

    private final RuntimeService runtimeService;
    private final JdbcClient jdbc;

    EngineReminderProcess(RuntimeService runtimeService, JdbcClient jdbc) {
        this.runtimeService = runtimeService;
        this.jdbc = jdbc;
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
        holdJobs(instanceId);
        // a raised reminder whose mail has gone out has no instance any more
        for (Execution waiting : runtimeService
                .createExecutionQuery()
                .processInstanceId(instanceId)
                .messageEventSubscriptionName(ReminderModel.Messages.REMOVED)
                .list()) {
            runtimeService.messageEventReceived(ReminderModel.Messages.REMOVED, waiting.getId());
        }
    }

    /**
     * Makes the job executor wait. It marks a job that falls due as its own just when somebody removes or moves the
     * reminder, and the engine would refuse that person's work because the job is another one than it had read.
     */
    private void holdJobs(String instanceId) {
        jdbc.sql("select id_ from act_ru_job where process_instance_id_ = :instance order by id_ for update")
                .param("instance", instanceId)
                .query()
                .listOfRows();
    }
}
