package dev.rapport.reminder.process;

import dev.rapport.engine.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the check of models what those of this process can rely on. */
@Configuration(proxyBeanMethods = false)
class ReminderProcessConfiguration {

    @Bean
    Lifecycle reminderLifecycle() {
        return ReminderModel.LIFECYCLE;
    }
}
