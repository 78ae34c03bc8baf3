package dev.rapport.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A start as the README says it, {@code java -jar rapport.jar}, on the data of an instance that is stopped meanwhile: without the
 * archive of classes with which end-to-end tests start sooner.
 *
 * @param seconds until it was ready
 * @param megabytes resident when it has had nothing to do for a while
 */
record PlainStart(double seconds, long megabytes) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static final Duration REST = Duration.ofSeconds(20);

    static PlainStart of(RapportProcess rapport) throws IOException, InterruptedException {
        int port = RapportProcess.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        RapportProcess.JAVA,
                        "-jar",
                        Path.of(System.getProperty("rapport.jar", "target/rapport.jar"))
                                .toAbsolutePath()
                                .toString(),
                        "--server.port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(rapport.data().resolveSibling("plain-start.log").toFile());
        builder.environment().put("RAPPORT_DATA_DIR", rapport.data().toString());
        builder.environment().put("SPRING_PROFILES_ACTIVE", "demo");
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            URI probe = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
            await("ready")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("it has ended: see plain-start.log", () -> !process.isAlive())
                    .until(() -> ready(probe));
            double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / 1000.0;
            await("rested").pollDelay(REST).atMost(PATIENCE).until(() -> true);
            return new PlainStart(seconds, Memory.resident(process.toHandle()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static boolean ready(URI probe) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(probe).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
