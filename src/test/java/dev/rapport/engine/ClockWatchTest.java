package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rapport.IntegrationTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** This node's clock against the database's. */
@IntegrationTest
class ClockWatchTest {

    @Autowired
    private DataSource dataSource;

    @Autowired
    private InstantSource machineClock;

    @Autowired
    private ClockWatch applications;

    private Duration moved = Duration.ZERO;

    private ClockWatch watch(DataSource database) {
        return new ClockWatch(database, () -> machineClock.instant().plus(moved));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, -12, 12, 86_400})
    void aClockThatIsMoreThanTenSecondsOffIsWrongAndSaidToBe(long seconds) {
        moved = Duration.ofSeconds(seconds);
        ClockWatch watch = watch(dataSource);

        assertThat(watch.isWrong()).isTrue();
        assertThat(watch.skew().toMillis()).isCloseTo(seconds * 1_000, within(1_500L));
        assertThat(watch.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(watch.health().getDetails().get("clock").toString())
                .contains(seconds > 0 ? "ahead of the database's" : "behind the database's");
        var registry = new SimpleMeterRegistry();
        watch.bindTo(registry);
        assertThat(registry.get("rapport.clock.skew").gauge().value()).isCloseTo((double) seconds, within(1.5));
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 0, 8})
    void lessIsNotWorthAWord(long seconds) {
        moved = Duration.ofSeconds(seconds);
        ClockWatch watch = watch(dataSource);

        assertThat(watch.isWrong()).isFalse();
        assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aJumpIsNoticedAtOnceAndWithoutAskingTheDatabaseForEachJob() {
        var connections = new AtomicInteger();
        ClockWatch watch = watch(new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        });
        for (int job = 0; job < 100; job++) {
            assertThat(watch.isWrong()).isFalse();
        }
        assertThat(connections).hasValue(1);

        moved = Duration.ofMinutes(2);
        assertThat(watch.isWrong()).isTrue();
        moved = Duration.ZERO;
        assertThat(watch.isWrong()).isFalse();
    }

    @Test
    void theApplicationsOwnIsRight() {
        assertThat(applications.isWrong()).isFalse();
        assertThat(applications.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsSaidAboutTheClock() {
        ClockWatch watch = watch(new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("away", "08001");
            }
        });

        assertThat(watch.health().getStatus()).isEqualTo(Status.UNKNOWN);
    }
}
