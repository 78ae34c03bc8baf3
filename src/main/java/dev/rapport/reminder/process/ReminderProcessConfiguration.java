package dev.rapport.reminder.process;

import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.engine.ItemConsistency;
import dev.rapport.engine.Lifecycle;
import dev.rapport.reminder.ScheduleReminder;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others have to know of the model {@code reminder}. */
@Configuration(proxyBeanMethods = false)
class ReminderProcessConfiguration {

    /** What models of this process can rely on. */
    @Bean
    Lifecycle reminderLifecycle() {
        return ReminderModel.LIFECYCLE;
    }

    /** Reminders that nothing will raise, and instances that no reminder waits for. */
    @Bean
    ConsistencyCheck reminderConsistency(
            JdbcClient jdbc, RuntimeService runtimeService, ScheduleReminder scheduleReminder) {
        return new ItemConsistency(
                ReminderModel.KEY,
                "i.removed_at is null and i.raised_at is null",
                jdbc,
                runtimeService,
                scheduleReminder::restart);
    }
}
