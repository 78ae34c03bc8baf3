package dev.rapport.demo;

import dev.rapport.shared.BusinessTime;
import java.sql.Timestamp;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the demonstration and real data apart, in both directions: the demonstration does not start on a database that
 * holds other data, and nothing else starts on a database of the demonstration, whose logins have a known password.
 * Decided before the application answers its first request.
 */
@Component
class DemoMarker {

    private final JdbcClient jdbc;
    private final BusinessTime time;

    /** The injected initializer is not used: asking for it makes the tables exist. */
    DemoMarker(JdbcClient jdbc, BusinessTime time, Environment environment, FlywayMigrationInitializer migrations) {
        this.jdbc = jdbc;
        this.time = time;
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        if (demo && !exists()) {
            if (holdsData()) {
                throw new WrongDatabaseException(
                        "The demonstration (profile demo) does not start on a database that holds other data.",
                        "Start without the profile demo, or give the demonstration another database: RAPPORT_DATA_DIR"
                                + " names another folder, SPRING_DATASOURCE_URL another server.");
            }
            create();
        } else if (!demo && exists()) {
            throw new WrongDatabaseException(
                    "This database holds the demonstration, whose logins have a known password.",
                    "Start with the profile demo, or use another database: RAPPORT_DATA_DIR names another folder,"
                            + " SPRING_DATASOURCE_URL another server.");
        }
    }

    private boolean exists() {
        return jdbc.sql("select exists (select from rapport.demo_marker)")
                .query(Boolean.class)
                .single();
    }

    private boolean holdsData() {
        return jdbc.sql("select exists (select from rapport.address_card) or exists (select from rapport.user_card)")
                .query(Boolean.class)
                .single();
    }

    private void create() {
        jdbc.sql("insert into rapport.demo_marker (created_at) values (:now) on conflict do nothing")
                .param("now", Timestamp.from(time.now()))
                .update();
    }

    /** Claims the work of filling the database until the transaction ends; false when it has been done. */
    boolean claimFilling() {
        return jdbc.sql("select filled_at is null from rapport.demo_marker for update")
                .query(Boolean.class)
                .single();
    }

    void filled() {
        jdbc.sql("update rapport.demo_marker set filled_at = :now")
                .param("now", Timestamp.from(time.now()))
                .update();
    }
}
