package dev.rapport.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.rapport.IntegrationTest;
import dev.rapport.database.TimedDataSource.Limits;
import dev.rapport.shared.RequestThread;
import dev.rapport.support.BadNetwork;
import dev.rapport.support.BadNetwork.State;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** How long a request waits for a database that says nothing, with the limits and without each of them. */
@IntegrationTest
class TimedDataSourceTest {

    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration FOR_A_CONNECTION = Duration.ofMillis(700);

    /** On whatever machine. */
    private static final Duration SOON = PATIENCE.multipliedBy(3);

    @Autowired
    private JdbcConnectionDetails server;

    private BadNetwork network;
    private HikariDataSource pool;
    private DataSource timed;

    @BeforeEach
    void aPoolBehindANetwork() throws IOException {
        URI url = URI.create(server.getJdbcUrl().replaceFirst("^jdbc:", ""));
        network = new BadNetwork(url.getPort());
        pool = new HikariDataSource();
        pool.setJdbcUrl(server.getJdbcUrl().replaceFirst(":" + url.getPort() + "/", ":" + network.port() + "/"));
        pool.setUsername(server.getUsername());
        pool.setPassword(server.getPassword());
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(FOR_A_CONNECTION.toMillis());
        pool.setValidationTimeout(250);
        pool.setInitializationFailTimeout(-1);
        timed = new TimedDataSource(pool, new Limits(PATIENCE, Duration.ofMinutes(1)), FOR_A_CONNECTION);
        RequestThread.answering(null, System.nanoTime());
    }

    @AfterEach
    void close() throws IOException {
        RequestThread.done();
        network.turns(State.WELL);
        pool.close();
        network.close();
    }

    @Test
    void aStatementThatHearsNothingIsGivenUp() throws Exception {
        try (Connection connection = timed.getConnection()) {
            network.turns(State.HANGS);
            long begin = System.nanoTime();

            assertThatThrownBy(() -> execute(connection, "select 1")).isInstanceOf(SQLException.class);
            assertThat(since(begin)).isBetween(PATIENCE.minusMillis(50), SOON);
        }
    }

    @Test
    void withoutTheLimitItWaitsForAsLongAsTheServerIsSilent() throws Exception {
        try (Connection connection = pool.getConnection()) {
            network.turns(State.HANGS);
            CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> answers(connection));

            await("much longer").during(SOON).atMost(SOON.multipliedBy(3)).until(() -> !answer.isDone());
            network.turns(State.WELL);
            assertThat(answer.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** So that a server that lives is not taken for one that is away. */
    @Test
    void aServerThatLivesSaysItselfThatAStatementTookTooLong() throws Exception {
        try (Connection connection = timed.getConnection()) {
            assertThatThrownBy(() -> execute(connection, "select pg_sleep(5)"))
                    .isInstanceOf(SQLException.class)
                    .extracting(thrown -> ((SQLException) thrown).getSQLState())
                    .isEqualTo("57014");
            execute(connection, "select 1");
        }
    }

    @Test
    void notToldSoItSaysNothingUntilTheConnectionIsGivenUp() throws Exception {
        try (Connection connection = timed.getConnection()) {
            execute(connection, "set statement_timeout = 0");

            assertThatThrownBy(() -> execute(connection, "select pg_sleep(5)"))
                    .isInstanceOf(SQLException.class)
                    .extracting(thrown -> ((SQLException) thrown).getSQLState())
                    .isEqualTo("08006");
        }
    }

    @Test
    void whoHasWaitedInVainDoesNotWaitAsLongOnceMore() throws Exception {
        network.turns(State.SAYS_NOTHING);
        assertThatThrownBy(() -> timed.getConnection()).isInstanceOf(SQLException.class);
        long begin = System.nanoTime();

        assertThatThrownBy(() -> timed.getConnection()).isInstanceOf(SQLException.class);
        assertThat(since(begin)).isLessThan(FOR_A_CONNECTION.dividedBy(2));
    }

    /** What a page of ten statements would add up to. */
    @Test
    void whoseWaitsAreNotCountedTogetherWaitsEachTime() throws Exception {
        network.turns(State.SAYS_NOTHING);
        long begin = System.nanoTime();
        for (int i = 0; i < 2; i++) {
            RequestThread.answering(null, System.nanoTime());
            assertThatThrownBy(() -> timed.getConnection()).isInstanceOf(SQLException.class);
        }
        assertThat(since(begin)).isGreaterThan(FOR_A_CONNECTION.multipliedBy(2).minusMillis(50));
    }

    private static boolean answers(Connection connection) {
        try {
            execute(connection, "select 1");
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
