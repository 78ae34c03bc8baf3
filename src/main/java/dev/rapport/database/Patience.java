package dev.rapport.database;

import dev.rapport.database.TimedDataSource.Limits;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * How long a statement may stay without an answer. A server that hangs, or a network that swallows everything, would
 * else hold every thread for good: the pool's timeout ends the waiting for a connection, not for an answer.
 */
@Configuration(proxyBeanMethods = false)
class Patience {

    /** Jobs and clean-ups, whose longest statements write some 100,000 rows. */
    private static final Duration IN_THE_BACKGROUND = Duration.ofMinutes(1);

    /** A migration of a million rows takes what it takes. */
    private static final Duration ENDLESS = Duration.ZERO;

    @Bean
    static BeanPostProcessor timedDataSource(Environment environment) {
        Duration ofRequests = environment.getRequiredProperty("rapport.patience", Duration.class);
        Duration forAConnection =
                environment.getRequiredProperty("spring.datasource.hikari.connection-timeout", Duration.class);
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool && !(bean instanceof TimedDataSource)
                        ? new TimedDataSource(pool, new Limits(ofRequests, IN_THE_BACKGROUND), forAConnection)
                        : bean;
            }
        };
    }

    @Bean
    FlywayConfigurationCustomizer patientMigrations() {
        return flyway ->
                flyway.dataSource(new TimedDataSource(flyway.getDataSource(), new Limits(ENDLESS, ENDLESS), ENDLESS));
    }
}
