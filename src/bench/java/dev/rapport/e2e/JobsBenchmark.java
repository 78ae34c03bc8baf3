package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many reminders one node raises in a second, each a timer and a job that finds no mail server configured. */
class JobsBenchmark {

    private static final int REMINDERS = 1_000;

    private static final int ROUNDS = 3;

    private static final Path FIGURES = Path.of("target", "benchmark", "jobs.md");

    @Test
    void remindersPerSecond() throws Exception {
        StringBuilder figures = new StringBuilder("| round | reminders per second |\n|---|---|\n");
        try (RapportProcess rapport = RapportProcess.start("jobs", Map.of())) {
            JdbcClient jdbc = JdbcClient.create(rapport.dataSource());
            for (int round = 1; round <= ROUNDS; round++) {
                String test = "Durchsatz " + UUID.randomUUID();
                DeadNodeIT.plan(rapport, test, REMINDERS);
                long begin = System.nanoTime();
                assertThat(DeadNodeIT.fallDue(jdbc, test)).isEqualTo(REMINDERS);
                await("all done")
                        .atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> due(jdbc) == 0);
                double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / 1000.0;
                assertThat(DeadNodeIT.raised(jdbc, test)).isEqualTo(REMINDERS);
                figures.append("| %d | %.0f |%n".formatted(round, REMINDERS / seconds));
                write(figures);
            }
        }
    }

    private static long due(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from act_ru_job where duedate_ <= now() at time zone 'UTC' and retries_ > 0")
                .query(Long.class)
                .single();
    }

    private static void write(StringBuilder figures) throws IOException {
        Files.createDirectories(FIGURES.getParent());
        Files.writeString(FIGURES, figures);
    }
}
