package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.e2e.Figures.Large;
import dev.rapport.e2e.Figures.Limit;
import dev.rapport.e2e.Figures.Row;
import dev.rapport.e2e.Figures.Took;
import dev.rapport.e2e.Filling.Filled;
import dev.rapport.support.Session;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What everything people do costs among very many addresses and contacts, and what it would cost at least: {@code mvn -B verify
 * -Pbenchmark -Dit.test=Benchmark}. Every answer is checked. The figures go to {@code target/benchmark}: {@code benchmark.md},
 * {@code benchmark.json}, and below {@code statements} what each operation sends to the database.
 *
 * <ul>
 *   <li>{@code -Dsize=1000000}: addresses and closed contacts; 100,000 without
 *   <li>{@code -Drequests=400}: how many of each person who works alone are measured
 *   <li>{@code -Donly=log,plan}: a few operations, and nothing large
 *   <li>{@code -Dbefore=benchmark.json}: compares with an earlier run
 * </ul>
 */
class Benchmark {

    private static final int SIZE = Integer.getInteger("size", 100_000);

    private static final int OPEN = 20_000;

    private static final int REQUESTS = Integer.getInteger("requests", 200);

    private static final int PEOPLE = 8;

    private static final Duration IDLE = Duration.ofSeconds(10);

    /** Names of operations; empty for all. */
    private static final Set<String> ONLY = Arrays.stream(
                    System.getProperty("only", "").split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());

    @Test
    void everything() throws Exception {
        Figures before = Report.before();
        try (RapportProcess rapport = RapportProcess.start("everything-benchmark", Map.of(), Image.options())) {
            int open = Math.min(OPEN, SIZE / 5);
            Filled filled = Filling.fill(rapport, SIZE);
            OpenContacts.write(rapport, open, filled.firstAddress(), SIZE);
            StatementLog.prepare(rapport);
            rapport.stop();
            PlainStart start = PlainStart.of(rapport);
            long begin = System.nanoTime();
            rapport.start(Duration.ZERO);
            double imageSeconds = (System.nanoTime() - begin) / 1e9;
            await("rested")
                    .pollDelay(PlainStart.REST)
                    .atMost(PlainStart.REST.multipliedBy(2))
                    .until(() -> true);
            long imageMegabytes = Memory.resident(rapport.application());
            assertThat(DemoApi.of(rapport, "paul")
                            .get("/api/consistency")
                            .expect(200)
                            .path("items"))
                    .as("engine and tables agree on what was written past the application")
                    .isEmpty();
            double idle = idle(rapport);

            List<Session> people = IntStream.rangeClosed(1, PEOPLE)
                    .mapToObj(number -> Filling.colleague(rapport, number))
                    .toList();
            Writes writes = new Writes(rapport, filled, SIZE);
            List<Operation> operations = chosen(writes, Reads.of(filled, SIZE, people.get(0)));
            List<Row> rows = new ArrayList<>();
            try (Limits limits = new Limits(rapport, new BareReads(rapport, filled, SIZE), PEOPLE, REQUESTS)) {
                // whoever comes first would warm up what all share
                Measuring warm = new Measuring(rapport, 0, Math.max(1, REQUESTS / 2));
                operations.forEach(each -> warm.of(people, each.request()));
                for (Operation each : operations) {
                    rows.add(row(rapport, people, each, limits.of(each.name())));
                    System.out.println(rows.get(rows.size() - 1));
                }
            }
            writes.verify();
            FiguresBuilder figures = FiguresBuilder.builder()
                    .date(LocalDate.now(ZoneOffset.UTC).toString())
                    .machine(machine())
                    .size(SIZE)
                    .open(open)
                    .requests(REQUESTS)
                    .startSeconds(start.seconds())
                    .idleMegabytes(start.megabytes())
                    .imageSeconds(imageSeconds)
                    .imageMegabytes(imageMegabytes)
                    .busyMegabytes(Memory.resident(rapport.application()))
                    .idleCpu(idle)
                    .rows(rows)
                    .large(List.of());
            Report.write(figures.build(), before);
            List<Large> large = new ArrayList<>();
            if (ONLY.isEmpty()) {
                new LargeOnes(rapport, filled, people).all(each -> {
                    large.add(each);
                    Report.write(figures.large(List.copyOf(large)).build(), before);
                });
            }
            System.out.println(Report.write(figures.build(), before));
            assertThat(large)
                    .allSatisfy(
                            each -> assertThat(each.failure()).as(each.name()).isNull());
            assertThat(rows).as("every answer is right").allSatisfy(row -> {
                assertThat(row.together().failures()).as(row.name()).isEmpty();
                assertThat(row.alone().failures()).as(row.name()).isEmpty();
            });
        }
    }

    private static List<Operation> chosen(Writes writes, List<Operation> reads) {
        List<Operation> all = new ArrayList<>(reads);
        all.addAll(writes.operations());
        assertThat(all).extracting(Operation::name).containsAll(ONLY);
        return all.stream()
                // without it no read is held against anything
                .filter(each -> ONLY.isEmpty()
                        || ONLY.contains(each.name())
                        || each.name().equals(Reads.NOTHING))
                .toList();
    }

    private static Row row(RapportProcess rapport, List<Session> people, Operation operation, @Nullable Limit limit)
            throws Exception {
        Measured together =
                new Measuring(rapport, REQUESTS / 4, Math.max(1, REQUESTS / 2)).of(people, operation.request());
        Session one = people.get(0);
        Measured alone = new Measuring(rapport, REQUESTS / 4, REQUESTS).of(List.of(one), operation.request());
        StatementLog.Counted counted =
                new StatementLog(rapport).during(() -> operation.request().accept(one));
        Report.statements(operation.name(), StatementLog.listed(counted));
        return new Row(
                operation.name(),
                counted.statements().size(),
                counted.transactions(),
                Took.of(alone),
                Took.of(together),
                limit);
    }

    private static double idle(RapportProcess rapport) {
        Cpu before = Cpu.of(rapport);
        await("nothing").pollDelay(IDLE).atMost(IDLE.multipliedBy(2)).until(() -> true);
        Cpu spent = Cpu.of(rapport).since(before);
        return (spent.application() + spent.database()) / IDLE.toSeconds();
    }

    private static String machine() {
        long memory = ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize()
                >> 30;
        return Runtime.getRuntime().availableProcessors() + " cores, " + memory + " GB, Java "
                + System.getProperty("java.version");
    }
}
