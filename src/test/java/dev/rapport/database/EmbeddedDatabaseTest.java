package dev.rapport.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL by itself. */
class EmbeddedDatabaseTest {

    private static final Duration BACK = Duration.ofSeconds(30);

    /** One that was made once and stopped in an orderly way; each test works on a copy. */
    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeOne() throws Exception {
        EmbeddedDatabase.start(made).close();
        Files.delete(made.resolve("postgres.port"));
    }

    private EmbeddedDatabase started() throws Exception {
        new ProcessBuilder("cp", "-a", made + "/.", folder.toString())
                .inheritIO()
                .start()
                .waitFor();
        return EmbeddedDatabase.start(folder);
    }

    @AfterEach
    void nothingIsLeftRunning() {
        for (Path home : List.of(folder, folder.resolve("own"), folder.resolve("foreign"))) {
            Postmaster left = new Postmaster(home.resolve("postgres"));
            left.running().ifPresent(ProcessHandle::destroy);
            await("all processes of " + home)
                    .until(() -> left.running().isEmpty() && left.orphans().isEmpty());
        }
    }

    @Test
    void aForeignServerOnItsPortIsNotAdopted() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        try (EmbeddedDatabase foreign = EmbeddedDatabase.start(folder.resolve("foreign"))) {
            Files.copy(folder.resolve("foreign/postgres.port"), own.resolve("postgres.port"));

            assertThatThrownBy(() -> EmbeddedDatabase.start(own))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another program answers on port")
                    .hasMessageContaining(own.resolve("postgres").toString());

            // and it was left as it was
            try (Connection connection = connect(foreign)) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void nobodyButItsOwnerReadsOrWritesAnythingOfIt() throws Exception {
        Path home = folder.resolve("own");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            assertThat(database.password()).hasSizeGreaterThan(40);
            assertOwnersAlone(home);
        }
        loosen(home);

        // an installation of an earlier version, also while it runs
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            assertOwnersAlone(home);
            assertThat(folder.resolve("postgres.password"))
                    .as("beside the data, not above")
                    .doesNotExist();
            assertThat(connect(database).isValid(5)).isTrue();
        }
    }

    @Test
    void whoDoesNotKnowThePasswordDoesNotGetIn() throws Exception {
        try (EmbeddedDatabase database = started()) {
            assertRefused(database, "");
            assertRefused(database, "postgres");
            assertRefused(database, database.password() + "x");
            assertThat(text(database, "show unix_socket_directories")).isEmpty();
            assertThat(text(database, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(text(database, "select rolpassword from pg_authid where rolname = 'postgres'"))
                    .startsWith("SCRAM-SHA-256$");
        }
    }

    @Test
    void dataFromATimeWithoutPasswordsIsTakenOverWhole() throws Exception {
        Path data = makeTrusting();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(text(database, "select string_agg(what, ',') from kept")).isEqualTo("everything");
            assertRefused(database, "");
            assertOwnersAlone(folder);
        }
        assertThat(Files.readString(data.resolve("pg_hba.conf"))).doesNotContain("trust");
    }

    /** An upgrade after the old version was killed: its server runs and lets everybody in. */
    @Test
    void aRunningServerThatTrustsIsTakenOverToo() throws Exception {
        Path data = makeTrusting();
        new ServerPrograms(folder.resolve("postgres-binaries"), data).startAgain();
        ProcessHandle trusting = new Postmaster(data).running().orElseThrow();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            awaitEnd(trusting);
            assertThat(text(database, "select string_agg(what, ',') from kept")).isEqualTo("everything");
            assertRefused(database, "");
        }
    }

    @Test
    void aLostPasswordIsReplaced() throws Exception {
        String lost;
        try (EmbeddedDatabase database = started()) {
            lost = database.password();
            execute(database, "create table kept as select 'everything' as what");
        }
        Files.delete(folder.resolve("postgres.password"));

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(database.password()).isNotEqualTo(lost);
            assertThat(text(database, "select what from kept")).isEqualTo("everything");
            assertRefused(database, lost);
        }
    }

    @Test
    void killedItComesBackWithAllThatWasCommitted() throws Exception {
        try (EmbeddedDatabase database = started()) {
            execute(database, "create table kept (n int)");
            for (int round = 1; round <= 2; round++) {
                execute(database, "insert into kept values (" + round + ")");
                postmaster().orElseThrow().destroyForcibly();
                awaitBack(database);
                assertThat(text(database, "select count(*) from kept")).isEqualTo(String.valueOf(round));
            }
        }
        assertThat(postmaster()).as("stopped, and not started again").isEmpty();
    }

    /** The same without the watch over it. */
    @Test
    void unwatchedItStaysDown() throws Exception {
        try (EmbeddedPostgres unwatched = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setOverrideWorkingDirectory(made.resolve("postgres-binaries").toFile())
                .start()) {
            postmaster().orElseThrow().destroyForcibly();
            // longer than a watched one takes to be back
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> postmaster().isEmpty());
            assertThatThrownBy(() -> unwatched.getPostgresDatabase().getConnection())
                    .isInstanceOf(SQLException.class);
        }
    }

    /** After {@code kill -9} of the JVM its server lives on, and the next start finds it there. */
    @Test
    void oneThatWasFoundRunningComesBackToo() throws Exception {
        started().close();
        new ServerPrograms(folder.resolve("postgres-binaries"), folder.resolve("postgres")).startAgain();
        ProcessHandle found = postmaster().orElseThrow();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(postmaster()).contains(found);
            found.destroyForcibly();
            awaitBack(database);
        }
    }

    @Test
    void killedWithAllItsChildrenAndAgainWhileItRecoversItComesBack() throws Exception {
        try (EmbeddedDatabase database = started()) {
            execute(database, "create table kept as select g, repeat('x', 500) as x from generate_series(1, 50000) g");
            killAll(postmaster().orElseThrow());
            await("the next one")
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> postmaster().isPresent());
            killAll(postmaster().orElseThrow());
            awaitBack(database);
            assertThat(text(database, "select count(*) from kept")).isEqualTo("50000");
        }
    }

    /** Killed in that very moment, a server leaves an empty file. */
    @Test
    void oneThatWasKilledWhileItWroteItsOptionsComesBack() throws Exception {
        try (EmbeddedDatabase database = started()) {
            Files.writeString(folder.resolve("postgres/postmaster.opts"), "");
            postmaster().orElseThrow().destroyForcibly();

            awaitBack(database);
        }
    }

    /** PostgreSQL starts on no data at which a child of the dead server still works. */
    @Test
    void whatIsLeftOfAKilledServerDoesNotKeepItDown() throws Exception {
        try (EmbeddedDatabase database = started();
                Connection busy = connect(database)) {
            ProcessHandle backend = ProcessHandle.of(Long.parseLong(text(busy, "select pg_backend_pid()")))
                    .orElseThrow();
            signal("STOP", backend);
            postmaster().orElseThrow().destroyForcibly();

            awaitBack(database);
            awaitEnd(backend);
        }
    }

    @Test
    void aStaleFileThatNamesSomebodyElseDoesNotKeepItDown() throws Exception {
        started().close();
        Path stale = folder.resolve("postgres/postmaster.pid");
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(stale, other.pid() + "\n" + folder.resolve("postgres") + "\n");
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
                assertThat(connect(database).isValid(5)).isTrue();
                assertThat(other.isAlive()).isTrue();
            }
        } finally {
            other.destroyForcibly();
        }
    }

    /** What systemd does: it ends the database along with Rapport. */
    @Test
    void onceToldToStopItIsNotStartedAgain() throws Exception {
        try (EmbeddedDatabase database = started()) {
            database.willStop();
            killAll(postmaster().orElseThrow());
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> postmaster().isEmpty());
        }
    }

    @Test
    void aStartThatFailsIsTriedAgain() throws Exception {
        Path settings = folder.resolve("postgres/postgresql.conf");
        try (EmbeddedDatabase database = started()) {
            String right = Files.readString(settings);
            Files.writeString(settings, right + "\nno_such_setting = 1\n");
            killAll(postmaster().orElseThrow());
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> postmaster().isEmpty());
            Files.writeString(settings, right);
            awaitBack(database);
        }
    }

    /** Data as it was made before there was a password, with the rights that the library leaves. */
    private Path makeTrusting() throws IOException, SQLException {
        Path data = folder.resolve("postgres");
        try (EmbeddedPostgres trusting = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(
                                folder.resolve("postgres-binaries").toFile())
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                Connection connection = trusting.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select 'everything' as what");
            Files.writeString(folder.resolve("postgres.port"), Integer.toString(trusting.getPort()));
        }
        return data;
    }

    private static void assertOwnersAlone(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all.filter(each -> !Files.isSymbolicLink(each)).filter(EmbeddedDatabaseTest::isForOthers))
                    .isEmpty();
        }
    }

    private static boolean isForOthers(Path path) {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            return !PosixFilePermissions.toString(rights).endsWith("------");
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void loosen(Path home) throws Exception {
        new ProcessBuilder("chmod", "-R", "a+rwX", home.toString())
                .inheritIO()
                .start()
                .waitFor();
        // that much PostgreSQL sees to itself
        Files.setPosixFilePermissions(home.resolve("postgres"), PosixFilePermissions.fromString("rwx------"));
    }

    private Optional<ProcessHandle> postmaster() {
        return new Postmaster(folder.resolve("postgres")).running();
    }

    private static void killAll(ProcessHandle server) {
        List<ProcessHandle> children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static void awaitEnd(ProcessHandle process) {
        await("ended, and buried by the system").until(() -> !process.isAlive());
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private void awaitBack(EmbeddedDatabase database) {
        await("back by itself").atMost(BACK).ignoreExceptions().until(() -> {
            try (Connection connection = connect(database)) {
                return connection.isValid(5);
            }
        });
    }

    private static void assertRefused(EmbeddedDatabase database, String password) {
        // the driver refuses an empty one by itself
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", password))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
        assertThatThrownBy(() ->
                        DriverManager.getConnection(database.jdbcUrl().replaceFirst("\\?.*", ""), "postgres", password))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), "postgres", database.password());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database)) {
            return text(connection, sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
