package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.e2e.Filling.Filled;
import dev.rapport.e2e.Writes.Open;
import dev.rapport.support.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Very many contacts planned and closed by eight people in one go: what grows meanwhile, tenth by tenth, and what a finished one
 * leaves behind. {@code -Dcontacts=100000} of them; the figures go to {@code target/benchmark/soak.md}.
 */
class SoakBenchmark {

    private static final int CONTACTS = Integer.getInteger("contacts", 100_000);

    private static final int SIZE = 20_000;

    private static final int PEOPLE = 8;

    private static final int TENTHS = 10;

    private static final Path FIGURES = Path.of("target", "benchmark", "soak.md");

    private final StringBuilder figures = new StringBuilder("""
            | tenth | contacts a second | plan p50 · p95 ms | close p50 · p95 ms | CPU ms of both, JVM + database | MB resident | MB of the database | instances · jobs |
            |---|---|---|---|---|---|---|---|
            """);

    @Test
    void aDayInOneGo() throws Exception {
        try (RapportProcess rapport = RapportProcess.start("soak-benchmark", Map.of(), Image.options())) {
            Filled filled = Filling.fill(rapport, SIZE);
            JdbcClient jdbc = JdbcClient.create(rapport.dataSource());
            List<Session> people = IntStream.rangeClosed(1, PEOPLE)
                    .mapToObj(number -> Filling.colleague(rapport, number))
                    .toList();
            Writes writes = new Writes(rapport, filled, SIZE);
            rounds(rapport, people, writes, CONTACTS / TENTHS / PEOPLE / 5);
            String open = open(jdbc);
            long engine = bytes(jdbc, "act\\_hi\\_%") + bytes(jdbc, "act\\_ge\\_bytearray");
            long own = bytes(jdbc, "%") - bytes(jdbc, "act\\_%");
            for (int tenth = 1; tenth <= TENTHS; tenth++) {
                note(tenth + " | " + rounds(rapport, people, writes, CONTACTS / TENTHS / PEOPLE) + " | " + open(jdbc));
            }
            writes.verify();
            assertThat(open(jdbc)).as("nothing is left open").isEqualTo(open);
            note(String.format(
                    Locale.ROOT,
                    "%nA finished contact leaves %.1f KB in the engine's history, %.1f KB in tables of Rapport, indexes included.",
                    (bytes(jdbc, "act\\_hi\\_%") + bytes(jdbc, "act\\_ge\\_bytearray") - engine) / 1024.0 / CONTACTS,
                    (bytes(jdbc, "%") - bytes(jdbc, "act\\_%") - own) / 1024.0 / CONTACTS));
        }
    }

    /** So many contacts of each, all planned before they are closed; returns the cells of the table. */
    private static String rounds(RapportProcess rapport, List<Session> people, Writes writes, int each)
            throws IOException {
        Queue<Open> planned = new ConcurrentLinkedQueue<>();
        Measured plan = new Measuring(rapport, 0, each).of(people, session -> planned.add(writes.plan(session)));
        Measured close = new Measuring(rapport, 0, each).of(people, session -> writes.close(session, planned.remove()));
        assertThat(plan.failures()).isEmpty();
        assertThat(close.failures()).isEmpty();
        double seconds = (plan.nanos().stream().mapToLong(Long::longValue).sum()
                        + close.nanos().stream().mapToLong(Long::longValue).sum())
                / 1e9
                / people.size();
        return String.format(
                Locale.ROOT,
                "%.0f | %.0f · %.0f | %.0f · %.0f | %.1f + %.1f | %d | %d",
                plan.requests() / seconds,
                plan.percentile(50),
                plan.percentile(95),
                close.percentile(50),
                close.percentile(95),
                plan.application() + close.application(),
                plan.database() + close.database(),
                Memory.resident(rapport.application()),
                bytes(JdbcClient.create(rapport.dataSource()), "%") >> 20);
    }

    private static String open(JdbcClient jdbc) {
        return jdbc.sql("select (select count(*) from act_ru_execution) || ' · ' || (select count(*) from act_ru_job)")
                .query(String.class)
                .single();
    }

    /** Of tables of that name with their indexes. */
    private static long bytes(JdbcClient jdbc, String name) {
        return jdbc.sql("""
                        select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'rapport')
                        where c.relkind = 'r' and c.relname like ?""").param(name).query(Long.class).single();
    }

    private void note(String line) throws IOException {
        String row = line.startsWith("\n") ? line : "| " + line + " |";
        figures.append(row).append('\n');
        System.out.println(row);
        Files.createDirectories(FIGURES.getParent());
        Files.writeString(FIGURES, figures);
    }
}
