package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.e2e.Filling.Filled;
import dev.rapport.e2e.Ledger.Faults;
import dev.rapport.support.Postmaster;
import dev.rapport.support.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one, two and three nodes behind a proxy need for the same work on one database, and what somebody notices while they are
 * restarted one after the other: {@code mvn -B -Pbenchmark failsafe:integration-test failsafe:verify -Dit.test=ScaleBenchmark}. All
 * of them share the processors of one machine: what grows with the number of nodes shows, how much more they do together does not. The
 * figures go to {@code target/benchmark/scale.md}.
 */
class ScaleBenchmark {

    private static final int SIZE = Integer.getInteger("size", 20_000);

    private static final int REQUESTS = Integer.getInteger("requests", 200);

    private static final int MOST = 3;

    private static final int PEOPLE = 12;

    private static final Duration IDLE = Duration.ofSeconds(20);

    /** What somebody does all day, by the names the operations have in the benchmark. */
    private static final Set<String> DAY = Set.of(
            Writes.LOG, Writes.PLAN, "autocomplete common", "reminders mine", "contact", "contact page", "history");

    private static final Path FIGURES = Path.of("target", "benchmark", "scale.md");

    private final StringBuilder figures = new StringBuilder("""
            | nodes | requests a second | p50 · p95 ms | CPU ms a request, nodes + database | idle: CPU ms in a second, nodes + database | MB of each | connections |
            |---|---|---|---|---|---|---|
            """);

    @Test
    void oneToThreeNodes() throws Exception {
        List<RapportProcess> nodes = new ArrayList<>();
        try (DemoDatabase database = DemoDatabase.start("scale")) {
            ProcessHandle postmaster = Postmaster.of(
                            RapportProcess.home("scale").resolve(RapportProcess.DATA))
                    .orElseThrow();
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            Filled filled = null;
            for (int number = 1; number <= MOST; number++) {
                nodes.add(RapportProcess.start("scale-node-" + number, database.environment(), Image.options()));
                if (filled == null) {
                    filled = Filling.fill(nodes.get(0), SIZE);
                }
                try (Proxy proxy = Proxy.inFrontOf(nodes)) {
                    measure(nodes, proxy, postmaster, jdbc, filled);
                }
            }
            roll(nodes, jdbc);
        } finally {
            nodes.forEach(RapportProcess::close);
        }
    }

    private void measure(
            List<RapportProcess> nodes, Proxy proxy, ProcessHandle postmaster, JdbcClient jdbc, Filled filled)
            throws IOException {
        List<Session> people = IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(number -> {
                    Session session = new Session(proxy.base());
                    session.login(Filling.COLLEAGUE + number, Browser.PASSWORD);
                    return session;
                })
                .toList();
        List<Consumer<Session>> day = new ArrayList<>();
        for (List<Operation> some :
                List.of(new Writes(nodes.get(0), filled, SIZE).operations(), Reads.of(filled, SIZE, people.get(0)))) {
            some.stream().filter(each -> DAY.contains(each.name())).forEach(each -> day.add(each.request()));
        }
        assertThat(day).hasSameSizeAs(DAY);
        AtomicInteger next = new AtomicInteger();
        List<ProcessHandle> jvms =
                nodes.stream().map(RapportProcess::application).toList();
        Measured measured = new Measuring(() -> Cpu.of(jvms, postmaster), REQUESTS, REQUESTS)
                .of(
                        people,
                        session -> day.get(next.getAndIncrement() % day.size()).accept(session));
        assertThat(measured.failures()).isEmpty();
        Cpu before = Cpu.of(jvms, postmaster);
        await("nothing").pollDelay(IDLE).atMost(IDLE.multipliedBy(2)).until(() -> true);
        Cpu idle = Cpu.of(jvms, postmaster).since(before);
        StringBuilder memory = new StringBuilder();
        for (ProcessHandle jvm : jvms) {
            memory.append(memory.isEmpty() ? "" : " · ").append(Memory.resident(jvm));
        }
        // each of them waits for its answer before it asks again
        double seconds = measured.nanos().stream().mapToLong(Long::longValue).sum() / 1e9 / PEOPLE;
        note(String.format(
                Locale.ROOT,
                "| %d | %.0f | %.0f · %.0f | %.1f + %.1f | %.0f + %.0f | %s | %d |%n",
                nodes.size(),
                measured.requests() / seconds,
                measured.percentile(50),
                measured.percentile(95),
                measured.application(),
                measured.database(),
                idle.application() / IDLE.toSeconds(),
                idle.database() / IDLE.toSeconds(),
                memory,
                jdbc.sql("select count(*) from pg_stat_activity where backend_type = 'client backend'")
                        .query(Long.class)
                        .single()));
    }

    /** All of them, one after the other, under programs that ask again where they are not answered. */
    private void roll(List<RapportProcess> nodes, JdbcClient jdbc) throws Exception {
        String test = "Reihum " + UUID.randomUUID();
        try (Proxy proxy = Proxy.inFrontOf(nodes);
                Ledger ledger = new Ledger(test, List.of(proxy.base())).begin()) {
            awaitMore(ledger);
            ledger.longestGap();
            for (RapportProcess node : nodes) {
                node.stop();
                awaitMore(ledger);
                node.start(Duration.ZERO);
                awaitMore(ledger);
            }
            ledger.end();
            Duration gap = ledger.longestGap();
            Faults faults = ledger.compare(jdbc, ledger.entries());
            note(String.format(
                    Locale.ROOT,
                    "%n%d nodes restarted one after the other: %d writes acknowledged, %d sent again, %d lost, %d doubled, longest gap %d ms.%n",
                    nodes.size(),
                    ledger.acknowledged(),
                    ledger.resent(),
                    faults.lost().size(),
                    faults.doubled().size(),
                    gap.toMillis()));
            assertThat(faults).isEqualTo(new Faults(List.of(), List.of()));
        }
    }

    private static void awaitMore(Ledger ledger) {
        long before = ledger.acknowledged();
        await("more writes").atMost(Duration.ofMinutes(2)).until(() -> ledger.acknowledged() > before + 20);
    }

    private void note(String line) throws IOException {
        figures.append(line);
        System.out.print(line);
        Files.createDirectories(FIGURES.getParent());
        Files.writeString(FIGURES, figures);
    }
}
