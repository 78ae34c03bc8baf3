package dev.rapport.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Holds this node's clock against the database's, which is the same for all nodes (ADR 47). Between nodes whose clocks differ
 * neither the lock of a job nor the time of a reminder means anything, so one that is more than ten seconds off takes no jobs.
 *
 * <p>Between two looks at the database the node's own uptime tells what time it should be, so a clock that jumps is noticed
 * before the next job is taken.
 */
@Component("clockHealthIndicator")
class ClockWatch implements HealthIndicator, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

    static final Duration MOST = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** A clock that seems wrong may have been put right, or the machine may have slept, in which its uptime stands still. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;
    private final InstantSource machine;
    private @Nullable Look last;
    private boolean wrong;

    ClockWatch(DataSource dataSource, InstantSource machine) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.machine = machine;
    }

    /**
     * What the database said.
     *
     * @param asked when it was asked, as {@link System#nanoTime}
     * @param answered when its answer was there
     */
    private record Look(Instant database, long asked, long answered) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - answered);
        }

        /** How far a clock that shows this now is ahead at least: the answer may have been as old as the question. */
        Duration skewOf(Instant shown) {
            Instant earliest = database.plus(age());
            Instant latest = earliest.plusNanos(answered - asked);
            if (shown.isAfter(latest)) {
                return Duration.between(latest, shown);
            }
            return shown.isBefore(earliest) ? Duration.between(earliest, shown) : Duration.ZERO;
        }
    }

    /** Whether this node must not take jobs. */
    boolean isWrong() {
        return isWrong(skew());
    }

    /** How far this node's clock is ahead of the database's; negative when it is behind. */
    synchronized Duration skew() {
        Look look = last;
        if (look == null
                || look.age().compareTo(LOOK_EVERY) > 0
                || (isWrong(look.skewOf(machine.instant())) && look.age().compareTo(LOOK_AGAIN) > 0)) {
            look = look();
            last = look;
        }
        Duration skew = look.skewOf(machine.instant());
        tell(skew);
        return skew;
    }

    private static boolean isWrong(Duration skew) {
        return skew.abs().compareTo(MOST) > 0;
    }

    /** Only the question itself is timed: for a connection one may have to wait longer than the clocks may differ. */
    private Look look() {
        return jdbc.execute((ConnectionCallback<Look>) connection -> {
            try (Statement statement = connection.createStatement()) {
                long asked = System.nanoTime();
                try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                    row.next();
                    return new Look(row.getObject(1, OffsetDateTime.class).toInstant(), asked, System.nanoTime());
                }
            }
        });
    }

    private void tell(Duration skew) {
        if (isWrong(skew) == wrong) {
            return;
        }
        wrong = !wrong;
        if (wrong) {
            log.error(
                    "The clock of this node is {}: until it is right, reminders are raised and jobs are run by other nodes"
                            + " only. Look at the time synchronization of both machines",
                    shown(skew));
        } else {
            log.warn("The clock of this node is right again: it takes jobs");
        }
    }

    private static String shown(Duration skew) {
        return skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of") + " the database's";
    }

    /** Not part of readiness: pages are answered all the same, and it may be the database's clock that is wrong. */
    @Override
    public Health health() {
        try {
            Duration skew = skew();
            return isWrong(skew)
                    ? Health.down()
                            .withDetail("clock", shown(skew))
                            .withDetail("jobs", "none are taken")
                            .build()
                    : Health.up().build();
        } catch (DataAccessException away) {
            // whether the database can be reached is the entry "db"
            return Health.unknown().withException(away).build();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rapport.clock.skew", this, watch -> watch.skew().toNanos() / 1e9)
                .description("how far this node's clock is ahead of the database's; no jobs are taken beyond "
                        + MOST.toSeconds())
                .baseUnit("seconds")
                .register(registry);
    }
}
