package dev.rapport.support;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells a test that somebody waits for a lock, so that it can let two transactions meet without luck. */
@Component
@Profile("test")
public class Locks {

    private final JdbcClient jdbc;

    Locks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until so many transactions wait for a lock. */
    public void awaitWaiting(long transactions) {
        await(transactions + " transactions wait for a lock")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc.sql("""
                                        select count(*) from pg_stat_activity
                                        where wait_event_type = 'Lock' and datname = current_database()""").query(Long.class).single() >= transactions);
    }

    /** Waits until a statement that names the text waits for a lock. */
    public void awaitWaiting(String statement) {
        await("a statement about " + statement + " waits for a lock")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc.sql("""
                                        select count(*) from pg_stat_activity
                                        where wait_event_type = 'Lock' and query like '%' || :statement || '%'
                                          and pid <> pg_backend_pid()""")
                                .param("statement", statement)
                                .query(Long.class)
                                .single()
                        > 0);
    }
}
