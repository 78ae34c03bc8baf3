package dev.rapport.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Supplies the connection to the embedded PostgreSQL. It is handed to Spring Boot as connection details and not as a
 * DataSource of our own, because then the pool closes before the server stops.
 */
@Configuration(proxyBeanMethods = false)
// matches only when the property is absent: any configured URL means a server of the operator's own
@ConditionalOnProperty(name = "spring.datasource.url", havingValue = "embedded", matchIfMissing = true)
class EmbeddedDatabaseConfiguration {

    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(EarlyStart.Starting database) throws InterruptedException {
        return database.started();
    }

    /** Whoever stops Rapport may stop its database along with it, as systemd does. */
    @Bean
    ApplicationListener<ContextClosedEvent> noRestartWhileStopping(EmbeddedDatabase database) {
        return stop -> database.willStop();
    }

    @Bean
    JdbcConnectionDetails embeddedDatabaseConnection(EmbeddedDatabase database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return EmbeddedDatabase.USER;
            }

            @Override
            public String getPassword() {
                return database.password();
            }

            @Override
            public String getJdbcUrl() {
                return database.jdbcUrl();
            }
        };
    }
}
