package dev.rapport.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A PostgreSQL server of an operator's own, whose database {@code rapport} has two roles, made by the script that the
 * container's server runs (ADR 46). The server takes everybody at his word, so what holds is what each role may.
 */
final class OperatorsDatabase implements AutoCloseable {

    static final String SUPERUSER = "postgres";

    static final String OWNER = "rapport_owner";

    static final String APPLICATION = "rapport";

    static final Path ROLES = Path.of("src/main/docker/roles.sql");

    private final EmbeddedPostgres server;

    private OperatorsDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** @param name folder of the server's programs below {@code target/e2e} */
    static OperatorsDatabase start(String name) throws IOException, SQLException {
        OperatorsDatabase database = new OperatorsDatabase(EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Path.of("target", "e2e", name).toAbsolutePath().toFile())
                .start());
        database.create("rapport");
        database.divide("rapport");
        return database;
    }

    int port() {
        return server.getPort();
    }

    void create(String name) throws SQLException {
        execute(server.getPostgresDatabase(), "create database " + name);
    }

    /** Gives what is there to the two roles. */
    void divide(String name) throws SQLException {
        execute(as(SUPERUSER, name), script());
        // whoever looks into it from outside finds the engine's tables as the application does
        execute(
                as(SUPERUSER, name),
                "alter role %s in database %s set search_path = engine, public".formatted(SUPERUSER, name));
    }

    DataSource as(String role, String name) {
        return new DriverManagerDataSource(server.getJdbcUrl(role, name), role, "");
    }

    Connection connection() throws SQLException {
        return as(SUPERUSER, "rapport").getConnection();
    }

    /** What a node has to be told. */
    Map<String, String> environment() {
        return environment("rapport");
    }

    Map<String, String> environment(String name) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), name));
        environment.put("SPRING_DATASOURCE_USERNAME", APPLICATION);
        environment.put("SPRING_DATASOURCE_PASSWORD", "");
        environment.put("SPRING_FLYWAY_USER", OWNER);
        environment.put("SPRING_FLYWAY_PASSWORD", "");
        return environment;
    }

    static void execute(DataSource where, String sql) throws SQLException {
        try (Connection connection = where.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script() {
        try {
            return Files.readString(ROLES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
