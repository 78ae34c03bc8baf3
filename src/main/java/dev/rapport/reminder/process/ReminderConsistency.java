package dev.rapport.reminder.process;

import dev.rapport.engine.ItemConsistency;
import dev.rapport.reminder.ScheduleReminder;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reminders that nothing will raise, and instances that no reminder waits for. */
@Component
class ReminderConsistency extends ItemConsistency {

    private final ScheduleReminder scheduleReminder;

    ReminderConsistency(JdbcClient jdbc, RuntimeService runtimeService, ScheduleReminder scheduleReminder) {
        super(ReminderModel.KEY, "i.removed_at is null and i.raised_at is null", jdbc, runtimeService);
        this.scheduleReminder = scheduleReminder;
    }

    @Override
    protected void restart(Long id) {
        scheduleReminder.restart(id);
    }
}
