package dev.rapport.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server with its data below Rapport's data directory. The port is chosen once and kept beside the data:
 * after {@code kill -9} of the JVM the server lives on, and the next start finds it there again.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts the server or attaches to the one that already runs on this data.
     *
     * @param dataDirectory Rapport's data directory; created when missing
     * @throws IllegalStateException if another PostgreSQL answers on the port that belongs to this data
     */
    static EmbeddedDatabase start(Path dataDirectory) {
        try {
            Path home = Files.createDirectories(dataDirectory.toAbsolutePath().normalize());
            Path data = home.resolve("postgres");
            int port = port(home.resolve("postgres.port"));
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(
                            home.resolve("postgres-binaries").toFile())
                    .setCleanDataDirectory(false)
                    // Spring stops it after the connection pool; a hook of its own would stop it before
                    .setRegisterShutdownHook(false)
                    // the library switches durability off, being made for tests
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
            EmbeddedDatabase database = new EmbeddedDatabase(server);
            database.refuseForeignServer(data);
            log.info("Embedded PostgreSQL on port {}, data in {}", port, data);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start with data in " + dataDirectory, e);
        }
    }

    private static int port(Path file) throws IOException {
        if (Files.exists(file)) {
            return Integer.parseInt(Files.readString(file).strip());
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            Files.writeString(file, Integer.toString(port));
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return port;
        }
    }

    private void refuseForeignServer(Path data) throws IOException {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "");
                var statement = connection.createStatement();
                var result = statement.executeQuery("show data_directory")) {
            result.next();
            Path actual = Path.of(result.getString(1));
            if (!Files.isSameFile(actual, data)) {
                throw new IllegalStateException("Another PostgreSQL (data in " + actual + ") answers on port "
                        + server.getPort() + ", which belongs to " + data
                        + ". Stop it, or delete the file postgres.port beside the data.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL started, but does not answer", e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
