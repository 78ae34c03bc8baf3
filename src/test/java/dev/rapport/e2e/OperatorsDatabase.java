package dev.rapport.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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
        OperatorsDatabase database = withoutDatabase(name);
        execute(database.server.getPostgresDatabase(), "create database rapport");
        execute(database.as(SUPERUSER), Files.readString(ROLES));
        database.showAll();
        return database;
    }

    /** The server alone, as one is into which a dump is to be restored. */
    static OperatorsDatabase withoutDatabase(String name) throws IOException {
        return new OperatorsDatabase(EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Path.of("target", "e2e", name).toAbsolutePath().toFile())
                .start());
    }

    /** Whoever looks into it from outside finds the engine's tables as the application does. */
    void showAll() throws SQLException {
        execute(as(SUPERUSER), "alter role postgres in database rapport set search_path = engine, public");
    }

    /** As after a disaster, when only a dump is left. */
    void lose() throws SQLException {
        execute(server.getPostgresDatabase(), "drop database rapport");
    }

    /** Where PostgreSQL's own programs find it. */
    Map<String, String> client() {
        return Map.of("PGHOST", "127.0.0.1", "PGPORT", String.valueOf(server.getPort()), "PGUSER", SUPERUSER);
    }

    /** The database {@code rapport} to a role. */
    DataSource as(String role) {
        return new DriverManagerDataSource(server.getJdbcUrl(role, "rapport"), role, "");
    }

    Connection connection() throws SQLException {
        return as(SUPERUSER).getConnection();
    }

    /** What a node has to be told. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:%d/rapport".formatted(server.getPort()));
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

    @Override
    public void close() throws IOException {
        server.close();
    }
}
