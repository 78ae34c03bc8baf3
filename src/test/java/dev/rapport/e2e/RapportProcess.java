package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rapport.RapportApplication;
import dev.rapport.support.Postmaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The packaged application as a process of its own, with the demonstration's data in a folder below {@code target}, copied
 * from the {@link FirstStart}. The clock moves by a restart with another offset; port and data stay the same.
 */
public final class RapportProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RapportProcess.class);

    /** Generous, because a machine under load must not fail a test; what a start takes is logged. */
    private static final Duration START = Duration.ofMinutes(5);

    /** A test runs for a minute or two: quick compilation beats good compilation. */
    private static final List<String> QUICK_START = List.of("-Xmx768m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Below its home. */
    static final String DATA = "data";

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path home;
    private final int port;
    private final Map<String, String> environment;
    private final List<String> jvmOptions;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Process process;

    private RapportProcess(Path home, int port, Map<String, String> environment, List<String> jvmOptions) {
        this.home = home;
        this.port = port;
        this.environment = environment;
        this.jvmOptions = jvmOptions;
    }

    /**
     * Starts an instance with the demonstration's data, or the database that the environment names, and waits until it is
     * ready.
     *
     * @param name folder below {@code target/e2e}; emptied first
     * @param environment additional environment, such as the mail server
     */
    public static RapportProcess start(String name, Map<String, String> environment) {
        return start(name, environment, Duration.ZERO);
    }

    /** The same with the clock moved by the offset from real time, and data that lies around that day. */
    static RapportProcess start(String name, Map<String, String> environment, Duration offset) {
        return started(prepared(name, environment, quickly(QUICK_START)), offset);
    }

    /** The same with options for the Java virtual machine. */
    static RapportProcess start(String name, Map<String, String> environment, List<String> jvmOptions) {
        return started(prepared(name, environment, quickly(jvmOptions)), Duration.ZERO);
    }

    /** The start that nothing is prepared for; it has ended in an orderly way when this returns. */
    static void first(String name, String archive) {
        List<String> options = new ArrayList<>(QUICK_START);
        options.add("-XX:ArchiveClassesAtExit=" + archive);
        try (RapportProcess rapport = prepared(name, Map.of(), options)) {
            rapport.start(Duration.ZERO);
            rapport.putOffRemindersOfToday();
            rapport.stop(START);
        }
    }

    /**
     * The demonstration's reminders fall due at any quarter of an hour, and stand in the corner of every open page then: not
     * while tests are at work there.
     */
    private void putOffRemindersOfToday() {
        DemoApi anna = DemoApi.of(this, "anna");
        String until = OffsetDateTime.now(ZoneOffset.UTC).plusDays(2).toString();
        JdbcClient.create(dataSource())
                .sql("""
                        select id from rapport.reminder
                        where removed_at is null and due_at between now() - interval '1 minute' and now() + interval '12 hours'""")
                .query(Long.class)
                .list()
                .forEach(id -> anna.post("/api/reminders/" + id + "/snooze", Map.of("until", until))
                        .expect(200));
    }

    private static List<String> quickly(List<String> jvmOptions) {
        List<String> options = new ArrayList<>(jvmOptions);
        FirstStart.done().classes().ifPresent(archive -> options.add("-XX:SharedArchiveFile=" + archive));
        return options;
    }

    private static RapportProcess started(RapportProcess rapport, Duration offset) {
        try {
            if (offset.isZero() && !rapport.environment.containsKey("SPRING_DATASOURCE_URL")) {
                FirstStart.done().copyTo(rapport.data());
            }
            rapport.start(offset);
        } catch (RuntimeException e) {
            rapport.close();
            throw e;
        }
        return rapport;
    }

    /** Starts an instance that must not start; returns what it said before it ended. */
    static String refusedStart(String name, Map<String, String> environment) {
        try (RapportProcess rapport = prepared(name, environment, quickly(QUICK_START))) {
            assertThatThrownBy(() -> rapport.start(Duration.ZERO)).hasMessageContaining("Rapport has ended");
            return rapport.output();
        }
    }

    private static RapportProcess prepared(String name, Map<String, String> environment, List<String> jvmOptions) {
        return new RapportProcess(emptied(name), freePort(), new LinkedHashMap<>(environment), jvmOptions);
    }

    /** A folder below {@code target/e2e} in which nothing is and nothing runs. */
    static Path emptied(String name) {
        Path home = home(name);
        Postmaster.stop(home.resolve(DATA));
        delete(home);
        try {
            return Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it in an orderly way and starts it on the same data with the clock moved by the offset from real time. */
    public void restart(Duration offset) {
        stop();
        start(offset);
    }

    /** Ends the process as a power failure would: {@code kill -9}. Its database lives on. */
    public void kill() {
        process.destroyForcibly();
        waitForExit(Duration.ofMinutes(1));
    }

    /** Sends a signal to it, such as STOP and CONT. */
    void signal(String name) {
        Signals.send(name, process.toHandle());
    }

    /** Another environment for its next start. */
    RapportProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The application itself. */
    ProcessHandle application() {
        return process.toHandle();
    }

    /** Where it keeps its data, if it keeps any. */
    Path data() {
        return home.resolve(DATA);
    }

    static Path home(String name) {
        return Path.of("target", "e2e", name).toAbsolutePath();
    }

    /** Asks it to stop and waits; its database stops with it. */
    public void stop() {
        stop(Duration.ofMinutes(1));
    }

    private void stop(Duration patience) {
        process.destroy();
        waitForExit(patience);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** An address of the actuator: on the management port, if it has one. */
    URI actuator(String path) {
        String ofItsOwn = environment.getOrDefault("MANAGEMENT_SERVER_PORT", "");
        return URI.create("http://127.0.0.1:" + (ofItsOwn.isEmpty() ? port : ofItsOwn) + "/actuator" + path);
    }

    /** Process id of the database server, if one runs on this instance's data. */
    public Optional<ProcessHandle> database() {
        return Postmaster.of(home.resolve(DATA));
    }

    /** JDBC address of the database of this instance, user {@code postgres}. */
    public String databaseUrl() {
        return environment.containsKey("SPRING_DATASOURCE_URL")
                ? environment.get("SPRING_DATASOURCE_URL")
                : "jdbc:postgresql://127.0.0.1:" + besideTheData("postgres.port") + "/postgres";
    }

    /** Of the user {@code postgres}. */
    public String databasePassword() {
        return environment.containsKey("SPRING_DATASOURCE_URL")
                ? environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", "")
                : besideTheData("postgres.password");
    }

    private String besideTheData(String file) {
        try {
            return Files.readString(home.resolve(DATA).resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Past the application, as the database's superuser. */
    DataSource dataSource() {
        return new DriverManagerDataSource(databaseUrl(), "postgres", databasePassword());
    }

    Connection connection() throws SQLException {
        return dataSource().getConnection();
    }

    /** Counts in its database. */
    long count(String sql, Object... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    /** A single value from its database. */
    String text(String sql, Object... parameters) {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it has written so far, over all starts. */
    public String output() {
        try {
            return Files.readString(home.resolve("rapport.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
        Postmaster.stop(home.resolve(DATA));
    }

    /** Starts it again after {@link #kill} or {@link #stop}. */
    public void start(Duration offset) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                UnpackedJar.classPath(),
                RapportApplication.class.getName(),
                "--server.port=" + port,
                "--rapport.time.offset=" + offset));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("rapport.log").toFile()));
        builder.environment().put("RAPPORT_DATA_DIR", home.resolve(DATA).toString());
        builder.environment().putAll(environment);
        builder.environment().putIfAbsent("SPRING_PROFILES_ACTIVE", "demo");
        long begin = System.nanoTime();
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Rapport ready")
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .failFast("Rapport has ended: see " + home.resolve("rapport.log"), () -> !process.isAlive())
                .until(this::ready);
        log.info(
                "Rapport ({}) was ready after {} ms, clock moved by {}",
                home.getFileName(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
                offset);
    }

    private boolean ready() throws InterruptedException {
        HttpRequest probe = HttpRequest.newBuilder(actuator("/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void waitForExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "Rapport does not stop within " + patience + ": see " + home.resolve("rapport.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
