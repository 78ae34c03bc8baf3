package dev.rapport.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packaged application as a process of its own, with the demonstration's data in a folder below {@code target}. The
 * clock moves by a restart with another offset; port and data stay the same.
 */
public final class RapportProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RapportProcess.class);

    /** Generous, because a machine under load must not fail a test; what a start takes is logged. */
    private static final Duration START = Duration.ofMinutes(3);

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
     * Starts an instance with fresh data and waits until it is ready.
     *
     * @param name folder below {@code target/e2e}; emptied first
     * @param environment additional environment, such as the mail server
     */
    public static RapportProcess start(String name, Map<String, String> environment) {
        // a test runs for a minute or two: quick compilation beats good compilation
        return start(name, environment, List.of("-Xmx768m", "-XX:TieredStopAtLevel=1"));
    }

    /** The same with options for the Java virtual machine. */
    static RapportProcess start(String name, Map<String, String> environment, List<String> jvmOptions) {
        Path home = Path.of("target", "e2e", name).toAbsolutePath();
        stopDatabaseOf(home.resolve("data"));
        delete(home);
        RapportProcess rapport = new RapportProcess(home, freePort(), new LinkedHashMap<>(environment), jvmOptions);
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            rapport.start(Duration.ZERO);
        } catch (RuntimeException e) {
            rapport.close();
            throw e;
        }
        return rapport;
    }

    /** Stops it in an orderly way and starts it on the same data with the clock moved by the offset from real time. */
    public void restart(Duration offset) {
        stop();
        start(offset);
    }

    /** Ends the process as a power failure would: {@code kill -9}. Its database lives on. */
    public void kill() {
        process.destroyForcibly();
        waitForExit();
    }

    /** Asks it to stop and waits; its database stops with it. */
    public void stop() {
        process.destroy();
        waitForExit();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The application itself. */
    ProcessHandle application() {
        return process.toHandle();
    }

    /** Process id of the database server, if one runs on this instance's data. */
    public Optional<ProcessHandle> database() {
        return databaseOf(home.resolve("data"));
    }

    /** JDBC address of the embedded database of this instance, user {@code postgres}. */
    public String databaseUrl() {
        try {
            String port = Files.readString(home.resolve("data").resolve("postgres.port"))
                    .strip();
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        stopDatabaseOf(home.resolve("data"));
    }

    /** Starts it again after {@link #kill} or {@link #stop}. */
    public void start(Duration offset) {
        Path jar = Path.of(System.getProperty("rapport.jar", "target/rapport.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run mvn verify, or mvn -DskipTests package first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-jar",
                jar.toAbsolutePath().toString(),
                "--spring.profiles.active=demo",
                "--server.port=" + port,
                "--rapport.time.offset=" + offset));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("rapport.log").toFile()));
        builder.environment().put("RAPPORT_DATA_DIR", home.resolve("data").toString());
        builder.environment().putAll(environment);
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
        HttpRequest probe = HttpRequest.newBuilder(url("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void waitForExit() {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("Rapport does not stop within a minute: see " + home.resolve("rapport.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<ProcessHandle> databaseOf(Path data) {
        Path pidFile = data.resolve("postgres").resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::valueOf)
                    .flatMap(ProcessHandle::of)
                    .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopDatabaseOf(Path data) {
        databaseOf(data).ifPresent(server -> {
            server.destroy();
            await("PostgreSQL stopped").atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
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
