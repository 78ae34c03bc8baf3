package dev.rapport.structure;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Who reads whose tables: {@code src/docs/tables.md} says it, and the SQL in the code is held to it. The compiler and the
 * module test see Java only.
 */
@Tag("fast")
class TablesTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Path JAVA = Path.of("src/main/java/dev/rapport");

    /** Modules by the names of their migrations. */
    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("shared", "shared"),
            Map.entry("addresses", "address"),
            Map.entry("users", "user"),
            Map.entry("contact_types", "contacttype"),
            Map.entry("campaigns", "campaign"),
            Map.entry("contacts", "contact"),
            Map.entry("measures", "measure"),
            Map.entry("items", "item"),
            Map.entry("reminders", "reminder"),
            Map.entry("bulk_plans", "bulk"),
            Map.entry("models", "model"),
            Map.entry("pages", "web"),
            Map.entry("demo", "demo"));

    private static final Pattern CREATED = Pattern.compile("^create table (\\w+)", Pattern.MULTILINE);

    private static final Pattern NAMED = Pattern.compile("(?<!dev\\.)\\brapport\\.(\\w+)");

    private static final Pattern IMPORTS = Pattern.compile("^(?:import|package) .*$", Pattern.MULTILINE);

    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)/` \\| `(\\w+)/` \\| (`.*`) \\|$", Pattern.MULTILINE);

    @Test
    void areReadByOthersOnlyAsWritten() throws IOException {
        Map<String, String> written = ROW.matcher(Files.readString(Path.of("src/docs/tables.md")))
                .results()
                .collect(toMap(row -> row.group(1) + " reads " + row.group(2), row -> row.group(3)));

        assertThat(read()).isEqualTo(written);
    }

    @Test
    void aPersonsNameIsPutTogetherInOnePlace() {
        assertThat(texts(JAVA, ".java")
                        .filter(file ->
                                file.getValue().matches("(?s).*concat_ws\\(' ', (\\w+)\\.first_name, \\1\\.name\\).*")))
                .as("rapport.display_name does that")
                .isEmpty();
    }

    private static Map<String, String> read() {
        Map<String, String> owners = new TreeMap<>();
        texts(MIGRATIONS, ".sql")
                .forEach(file -> CREATED.matcher(file.getValue())
                        .results()
                        .forEach(table -> owners.put(
                                table.group(1),
                                OWNERS.get(file.getKey()
                                        .getFileName()
                                        .toString()
                                        .replaceFirst("V\\d+__", "")
                                        .replace(".sql", "")))));
        Map<String, TreeSet<String>> read = new TreeMap<>();
        texts(JAVA, ".java").forEach(file -> {
            String module = JAVA.relativize(file.getKey()).getName(0).toString();
            NAMED.matcher(IMPORTS.matcher(file.getValue()).replaceAll(""))
                    .results()
                    .map((MatchResult named) -> named.group(1))
                    .filter(owners::containsKey)
                    .filter(table -> !module.equals(owners.get(table)))
                    .forEach(table -> read.computeIfAbsent(module + " reads " + owners.get(table), m -> new TreeSet<>())
                            .add(table));
        });
        return read.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream()
                                .map(table -> "`" + table + "`")
                                .collect(joining(", "))));
    }

    private static Stream<Map.Entry<Path, String>> texts(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(suffix))
                    .map(file -> Map.entry(file, text(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
