package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.e2e.DemoApi.Answer;
import dev.rapport.support.Suites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL is killed in every way, while people write: it comes back by itself, and whatever they were told
 * is saved is there once.
 */
@EndToEndTest(ownApplication = true)
class DatabaseKilledIT {

    private static final Logger log = LoggerFactory.getLogger(DatabaseKilledIT.class);

    private static final int WRITERS = 4;

    private static final Duration BACK = Duration.ofSeconds(30);

    private static RapportProcess rapport;

    @BeforeAll
    static void start() {
        rapport = RapportProcess.start("database-killed", Map.of());
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    @Test
    void isBackByItselfWithAllThatWasAcknowledged() throws Exception {
        String test = "Absturz " + UUID.randomUUID();
        DemoApi anna = DemoApi.of(rapport, "anna");
        Map<String, Object> draft = anna.draft(test, Map.of("reminder", true));
        Map<String, Runnable> kills = new LinkedHashMap<>();
        kills.put("the server", () -> server().destroyForcibly());
        kills.put("the server and all its children", () -> all().forEach(ProcessHandle::destroyForcibly));
        kills.put("all of it, and the next one while it recovers", () -> {
            ProcessHandle killed = server();
            all().forEach(ProcessHandle::destroyForcibly);
            await("the next one")
                    .atMost(BACK)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> rapport.database()
                            .filter(next -> next.pid() != killed.pid())
                            .isPresent());
            all().forEach(ProcessHandle::destroyForcibly);
        });
        kills.put(
                "one of its children",
                () -> server().children().findAny().orElseThrow().destroyForcibly());
        kills.put("the server again", () -> server().destroyForcibly());

        Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService people = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        StringBuilder figures = new StringBuilder("| killed | back after ms |\n|---|---|\n");
        try {
            for (int i = 0; i < WRITERS; i++) {
                writers.add(people.submit(() -> write(draft, acknowledged, done)));
            }
            for (Map.Entry<String, Runnable> kill : kills.entrySet()) {
                awaitMore(acknowledged);
                long begin = System.nanoTime();
                kill.getValue().run();
                awaitMore(acknowledged);
                long back = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                log.info("Killed {}: a contact was saved again after {} ms", kill.getKey(), back);
                figures.append("| %s | %d |%n".formatted(kill.getKey(), back));
                assertThat(Duration.ofMillis(back)).as(kill.getKey()).isLessThan(BACK);
            }
        } finally {
            done.set(true);
            people.shutdown();
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(rapport.count(
                        "select count(*) from rapport.contact where subject = ? and id = any (?)",
                        test,
                        acknowledged.toArray(Long[]::new)))
                .as("acknowledged, and there")
                .isEqualTo(acknowledged.size());
        assertThat(rapport.count("select count(*) from rapport.contact where subject = ?", test))
                .as("every one was sent until it was acknowledged, so there is none besides")
                .isEqualTo(acknowledged.size());
        assertThat(DemoApi.of(rapport, "paul")
                        .get("/api/consistency")
                        .expect(200)
                        .path("items"))
                .isEmpty();
        Suites.figures("database-killed", figures.toString());
    }

    /** Of the packaged application: what it unpacks, what it creates and what it keeps. */
    @Test
    void othersReadAndWriteNothingOfItsData() throws IOException {
        try (Stream<Path> all = Files.walk(rapport.data())) {
            assertThat(all.filter(each -> !Files.isSymbolicLink(each)).filter(DatabaseKilledIT::isForOthers))
                    .isEmpty();
        }
        assertThat(rapport.data().resolve("postgres-binaries")).isDirectory();
    }

    private static boolean isForOthers(Path path) {
        try {
            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
                    .endsWith("------");
        } catch (NoSuchFileException goneMeanwhile) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a program does that wants it saved once: again under the same key, until somebody says so. */
    private static void write(Map<String, Object> draft, Queue<Long> acknowledged, AtomicBoolean done) {
        DemoApi anna = DemoApi.of(rapport, "anna");
        while (!done.get()) {
            Map<String, String> key =
                    Map.of("Idempotency-Key", UUID.randomUUID().toString());
            Answer answer = await("no outage")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> anna.post("/api/contacts", draft, key), each -> each.status() != 503);
            acknowledged.add(answer.expect(201).path("id").asLong());
        }
    }

    private static void awaitMore(Queue<Long> acknowledged) {
        int before = acknowledged.size();
        await("more is saved")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> acknowledged.size() >= before + WRITERS);
    }

    private static ProcessHandle server() {
        return rapport.database().orElseThrow();
    }

    private static List<ProcessHandle> all() {
        ProcessHandle server = server();
        return Stream.concat(Stream.of(server), server.descendants()).toList();
    }
}
