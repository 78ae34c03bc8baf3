package dev.rapport.bulk.process;

import dev.rapport.engine.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the check of models what those of this process can rely on. */
@Configuration(proxyBeanMethods = false)
class BulkPlanProcessConfiguration {

    @Bean
    Lifecycle bulkPlanLifecycle() {
        return BulkPlanModel.LIFECYCLE;
    }
}
