package dev.rapport.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Hands out connections that wait for an answer only so long; the pool takes the limit off when one comes back. */
final class TimedDataSource extends DelegatingDataSource {

    private final Supplier<Duration> longestSilence;

    TimedDataSource(DataSource target, Supplier<Duration> longestSilence) {
        super(target);
        this.longestSilence = longestSilence;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) longestSilence.get().toMillis());
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
