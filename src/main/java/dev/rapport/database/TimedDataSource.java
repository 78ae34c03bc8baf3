package dev.rapport.database;

import dev.rapport.shared.RequestThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out connections that wait for an answer only so long. A server that lives breaks off what takes nearly that long by
 * itself, and says so; from one that says nothing in all that time no answer is to be expected. The pool takes the limit off
 * when a connection comes back, and what the server was told is remembered for each.
 */
final class TimedDataSource extends DelegatingDataSource {

    /** How long somebody waits for an answer: who sits in front of a page, and who does not. Zero is for ever. */
    record Limits(Duration ofRequests, Duration inTheBackground) {}

    /** A wait for a connection that takes this long is a sign that the database is in trouble. */
    private static final Duration LONG_FOR_A_CONNECTION = Duration.ofMillis(500);

    /**
     * What the server was told on each connection, in milliseconds, by whichever data source: migrations have one of their
     * own on the same pool.
     */
    private static final Map<Connection, Long> TOLD = Collections.synchronizedMap(new WeakHashMap<>());

    private final Limits limits;
    private final Duration longestForAConnection;

    /** @param longestForAConnection as the pool is configured */
    TimedDataSource(DataSource target, Limits limits, Duration longestForAConnection) {
        super(target);
        this.limits = limits;
        this.longestForAConnection = longestForAConnection;
    }

    @Override
    public Connection getConnection() throws SQLException {
        RequestThread request = RequestThread.current();
        if (request == null) {
            return limited(super.getConnection(), limits.inTheBackground());
        }
        Duration patience = request.patience(limits.ofRequests());
        if (patience.compareTo(limits.ofRequests()) < 0 && patience.compareTo(longestForAConnection) < 0) {
            throw new SQLTransientConnectionException("The database has let this request down before");
        }
        long begin = System.nanoTime();
        Connection connection;
        try {
            connection = super.getConnection();
        } catch (SQLException | RuntimeException e) {
            request.hasWaitedInVain(begin);
            throw e;
        }
        if (System.nanoTime() - begin > LONG_FOR_A_CONNECTION.toNanos()) {
            request.hasWaited(begin);
        }
        request.uses(connection.unwrap(Connection.class));
        return limited(connection, request.patience(limits.ofRequests()));
    }

    private Connection limited(Connection connection, Duration patience) throws SQLException {
        try {
            // nothing left is not for ever
            long millis = patience.isZero() && !limits.ofRequests().isZero() ? 1 : patience.toMillis();
            connection.setNetworkTimeout(Runnable::run, (int) millis);
            tell(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Hardly ever a round trip: connections are mostly lent to the same kind of work. */
    private void tell(Connection connection) throws SQLException {
        Duration patience = RequestThread.isAnswering() ? limits.ofRequests() : limits.inTheBackground();
        long millis = patience.multipliedBy(9).dividedBy(10).toMillis();
        Connection physical = connection.unwrap(Connection.class);
        Long before = TOLD.get(physical);
        if (before == null || before != millis) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set statement_timeout = " + millis);
            }
            TOLD.put(physical, millis);
        }
    }
}
