package dev.rapport.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server with its data below Rapport's data directory, which is its owner's alone. The port is chosen once
 * and kept beside the data: after {@code kill -9} of the JVM the server lives on, and the next start finds it there
 * again. When the server is killed, it is started again.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    static final String USER = "postgres";

    /** After a crash it recovers first. */
    private static final Duration START = Duration.ofMinutes(1);

    private final EmbeddedPostgres server;
    private final DatabaseKey key;
    private final Postmaster postmaster;
    private final DatabaseWatch watch;

    private EmbeddedDatabase(EmbeddedPostgres server, DatabaseKey key, Postmaster postmaster, DatabaseWatch watch) {
        this.server = server;
        this.key = key;
        this.postmaster = postmaster;
        this.watch = watch;
    }

    /**
     * Starts the server or attaches to the one that already runs on this data.
     *
     * @param dataDirectory Rapport's data directory; created when missing
     * @throws IllegalStateException if somebody else answers on the port that belongs to this data
     */
    static EmbeddedDatabase start(Path dataDirectory) throws InterruptedException {
        try {
            // first of all: below it, nobody else sees what the library unpacks for all to write
            Path home = OwnerOnly.folder(dataDirectory.toAbsolutePath().normalize());
            Path data = home.resolve("postgres");
            Path binaries = home.resolve("postgres-binaries");
            forOwnerOnly(home, data, binaries);
            DatabaseKey key = DatabaseKey.in(home.resolve("postgres.password"));
            int port = port(home.resolve("postgres.port"));
            Postmaster postmaster = new Postmaster(data);
            ServerPrograms programs = new ServerPrograms(binaries, data);
            DatabaseWatch.clear(postmaster);
            refuseForeignServer(postmaster, port, data);
            boolean isNew = !Files.exists(data.resolve("postgresql.conf"));
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(START)
                    // Spring stops it after the connection pool; a hook of its own would stop it before
                    .setRegisterShutdownHook(false)
                    // goes to initdb as it stands, after the library's "trust"; there is no other way in
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", key.file().toString())
                    .setDataDirectoryCustomizer(made -> key.locks(data, postmaster, programs, isNew))
                    .setConnectConfig("password", key.password())
                    // the library switches durability off, being made for tests
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    // else there is one in /tmp, for everybody
                    .setServerConfig("unix_socket_directories", "")
                    .start();
            forOwnerOnly(home, data, binaries);
            log.info("Embedded PostgreSQL on port {}, data in {}", port, data);
            programs.remember();
            DatabaseWatch watch = new DatabaseWatch(postmaster, programs);
            watch.begin();
            return new EmbeddedDatabase(server, key, postmaster, watch);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start with data in " + dataDirectory, e);
        }
    }

    private static void forOwnerOnly(Path home, Path... onOtherDisks) throws IOException {
        OwnerOnly.everythingIn(home);
        for (Path each : onOtherDisks) {
            if (Files.isSymbolicLink(each)) {
                OwnerOnly.everythingIn(each);
            }
        }
    }

    private static int port(Path file) throws IOException {
        if (Files.exists(file)) {
            return Integer.parseInt(Files.readString(file).strip());
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            OwnerOnly.write(file, Integer.toString(port));
            return port;
        }
    }

    private static void refuseForeignServer(Postmaster postmaster, int port, Path data) throws IOException {
        if (postmaster.running().isPresent()) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        } catch (IOException nobodyThere) {
            return;
        }
        throw new IllegalStateException("Another program answers on port " + port + ", which belongs to " + data
                + ". Stop it, or delete the file postgres.port beside the data.");
    }

    /** Tells its password to nobody who wants it in plain text: somebody else may listen while the server is away. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?requireAuth=scram-sha-256";
    }

    String password() {
        return key.password();
    }

    /** From now on a server that ends is not started again. */
    void willStop() {
        watch.end();
    }

    @Override
    public void close() throws IOException {
        watch.end();
        // the library has only loud words for a server that is not there
        if (postmaster.running().isPresent()) {
            server.close();
        }
    }
}
