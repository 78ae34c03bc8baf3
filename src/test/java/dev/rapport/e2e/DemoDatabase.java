package dev.rapport.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL with the demonstration's data that belongs to no node: whichever is stopped or killed, it stays. */
final class DemoDatabase implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final String password;

    private DemoDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** @param name folder below {@code target/e2e}; emptied first */
    static DemoDatabase start(String name) {
        Path home = RapportProcess.emptied(name).resolve(RapportProcess.DATA);
        FirstStart.done().copyTo(home);
        try {
            String password =
                    Files.readString(home.resolve("postgres.password")).strip();
            return new DemoDatabase(
                    EmbeddedPostgres.builder()
                            .setDataDirectory(home.resolve("postgres"))
                            .setOverrideWorkingDirectory(
                                    home.resolve("postgres-binaries").toFile())
                            .setCleanDataDirectory(false)
                            .setPGStartupWait(Duration.ofMinutes(1))
                            .setConnectConfig("password", password)
                            // what nodes rely on: what is committed is there after a crash
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("unix_socket_directories", "")
                            .setServerConfig("max_connections", "200")
                            .start(),
                    password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a node needs to work on it. */
    Map<String, String> environment() {
        return environment(port());
    }

    /** The same for a node that reaches it through something on another port. */
    Map<String, String> environment(int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_DATASOURCE_URL", url(port));
        environment.put("SPRING_DATASOURCE_USERNAME", USER);
        environment.put("SPRING_DATASOURCE_PASSWORD", password);
        return environment;
    }

    int port() {
        return server.getPort();
    }

    DataSource dataSource() {
        return new DriverManagerDataSource(url(port()), USER, password);
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
