package dev.rapport.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health of engine and job executor; the vendor's indicators switch themselves off under Spring Boot 4. */
@Configuration(proxyBeanMethods = false)
class EngineHealthConfiguration {

    @Bean
    HealthIndicator processEngineHealthIndicator(ProcessEngine engine) {
        return () -> Health.up().withDetail("name", engine.getName()).build();
    }

    /** A node may be started without a job executor; then others run the timers, and it is ready all the same. */
    @Bean
    HealthIndicator jobExecutorHealthIndicator(ObjectProvider<JobExecutor> jobExecutors) {
        return () -> {
            JobExecutor jobExecutor = jobExecutors.getIfAvailable();
            if (jobExecutor == null) {
                return Health.up().withDetail("running", "on other nodes").build();
            }
            return (jobExecutor.isActive() ? Health.up() : Health.outOfService())
                    .withDetail("lockOwner", jobExecutor.getLockOwner())
                    .build();
        };
    }
}
