package dev.rapport.e2e;

import dev.rapport.e2e.Figures.Large;
import dev.rapport.e2e.Figures.Limit;
import dev.rapport.e2e.Figures.Row;
import dev.rapport.e2e.Figures.Took;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures as a page and as JSON, below {@code target/benchmark}. */
final class Report {

    private static final Path FOLDER = Path.of("target", "benchmark");

    /** An earlier run may have measured less. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Report() {}

    /** What an earlier run has written, if {@code -Dbefore=} names its JSON. */
    static @Nullable Figures before() throws IOException {
        String file = System.getProperty("before");
        return file == null ? null : JSON.readValue(Files.readString(Path.of(file)), Figures.class);
    }

    /** The statements of an operation, for whoever wants fewer. */
    static void statements(String operation, String listed) throws IOException {
        Path file = FOLDER.resolve("statements").resolve(operation.replaceAll("\\W+", "-") + ".sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, listed);
    }

    static String write(Figures now, @Nullable Figures before) throws IOException {
        String page = page(now) + (before == null ? "" : comparison(now, before));
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("benchmark.md"), page);
        Files.writeString(
                FOLDER.resolve("benchmark.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(now));
        return page;
    }

    private static String page(Figures now) {
        StringBuilder page = new StringBuilder(text(
                """
                %s, %s. %,d addresses and closed contacts, %,d open ones, %d requests. `java -jar` is ready after %.1f s with %d MB,
                the image after %.1f s with %d MB and %d MB after all operations; idle it spends %.0f ms of CPU in a second.

                CPU is that of a request, of the JVM (without its compiler) and of PostgreSQL; the first columns are of 8 people at once.
                The limit of what is entered is an engine with the same models and one row, of what is looked at the one statement that
                would answer it; such a read is held against it without what the request costs that does nothing.

                | Operation | statements · transactions | CPU ms | p50 · p95 · p99 ms | alone: CPU ms | p50 · p95 · p99 ms | limit: statements | CPU ms | × statements | × CPU |
                |---|---|---|---|---|---|---|---|---|---|
                """,
                now.date(),
                now.machine(),
                now.size(),
                now.open(),
                now.requests(),
                now.startSeconds(),
                now.idleMegabytes(),
                now.imageSeconds(),
                now.imageMegabytes(),
                now.busyMegabytes(),
                now.idleCpu()));
        double nothing = now.rows().stream()
                .filter(row -> row.name().equals(Reads.NOTHING))
                .mapToDouble(row -> row.together().cpu())
                .findFirst()
                .orElse(0);
        now.rows()
                .forEach(row -> page.append(text(
                        "| %s | %d · %d | %s | %s | %s | %s | %s |%n",
                        row.name(),
                        row.statements(),
                        row.transactions(),
                        cpu(row.together()),
                        times(row.together()),
                        cpu(row.alone()),
                        times(row.alone()),
                        limit(row, nothing))));
        if (!now.large().isEmpty()) {
            page.append(
                    "\n| Once | items | s | a second | CPU ms an item, JVM + database | autocomplete meanwhile, p95 ms |\n|---|---|---|---|---|---|\n");
            now.large().forEach(each -> page.append(large(each)));
        }
        return page.toString();
    }

    private static String cpu(Took took) {
        return text("%.1f + %.1f", took.application(), took.database());
    }

    private static String times(Took took) {
        return text("%.0f · %.0f · %.0f", took.p50(), took.p95(), took.p99())
                + (took.failures().isEmpty() ? "" : " (" + took.failures().size() + " failed)");
    }

    /** A write is held against the bare engine; a read, less the request that does nothing, against its SQL. */
    private static String limit(Row row, double nothing) {
        Limit limit = row.limit();
        if (limit == null) {
            return "– | – | – | –";
        }
        boolean sql = limit.application() == 0;
        double cpu = row.together().cpu() - (sql ? nothing : 0);
        return text(
                "%d | %s | %.1f | %.1f",
                limit.statements(),
                sql ? text("%.2f", limit.database()) : text("%.1f + %.1f", limit.application(), limit.database()),
                (double) row.statements() / limit.statements(),
                Math.max(0, cpu) / limit.cpu());
    }

    private static String large(Large each) {
        if (each.failure() != null) {
            return text(
                    "| %s | failed: %s | %.1f | – | – | %.0f |%n",
                    each.name(), each.failure(), each.seconds(), each.others());
        }
        return text(
                "| %s | %,d | %.1f | %.0f | %.2f + %.2f | %.0f |%n",
                each.name(),
                each.items(),
                each.seconds(),
                each.items() / each.seconds(),
                each.application(),
                each.database(),
                each.others());
    }

    private static String comparison(Figures now, Figures before) {
        StringBuilder page = new StringBuilder(text(
                """

                Before: %s, %s, %,d addresses. Ready after %.1f s with %d MB, %d MB after all operations.

                | Operation | statements | CPU ms | p95 ms | one person: CPU ms | p95 ms |
                |---|---|---|---|---|---|
                """,
                before.date(),
                before.machine(),
                before.size(),
                before.startSeconds(),
                before.idleMegabytes(),
                before.busyMegabytes()));
        Map<String, Row> rows = before.rows().stream().collect(Collectors.toMap(Row::name, Function.identity()));
        now.rows().stream().filter(row -> rows.containsKey(row.name())).forEach(row -> {
            Row old = rows.get(row.name());
            page.append(text(
                    "| %s | %d → %d | %s | %s | %s | %s |%n",
                    row.name(),
                    old.statements(),
                    row.statements(),
                    change(old.together().cpu(), row.together().cpu()),
                    change(old.together().p95(), row.together().p95()),
                    change(old.alone().cpu(), row.alone().cpu()),
                    change(old.alone().p95(), row.alone().p95())));
        });
        Map<String, Large> large = before.large().stream().collect(Collectors.toMap(Large::name, Function.identity()));
        now.large().stream().filter(each -> large.containsKey(each.name())).forEach(each -> {
            Large old = large.get(each.name());
            page.append(text(
                    "%n%s: %.0f → %.0f a second%n",
                    each.name(), old.items() / old.seconds(), each.items() / each.seconds()));
        });
        return page.toString();
    }

    private static String change(double before, double now) {
        return text("%.1f → %.1f (%+.0f %%)", before, now, before == 0 ? 0 : (now / before - 1) * 100);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
