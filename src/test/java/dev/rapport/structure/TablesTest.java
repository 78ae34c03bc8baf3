package dev.rapport.structure;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whose tables are whose (ADR 35): a module names its own, and of another one only the views and functions that the migration
 * of that other one declares for it. {@code src/docs/tables.md} says who reads which; the SQL in the code is held to it. The
 * compiler and the module test see Java only.
 */
@Tag("fast")
class TablesTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Path JAVA = Path.of("src/main/java/dev/rapport");

    /** Modules by the names of their migrations. */
    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("shared", "shared"),
            Map.entry("audit", "shared"),
            Map.entry("kept", "shared"),
            Map.entry("cheaper_guards", "item"),
            Map.entry("searched", "shared"),
            Map.entry("short_waiting_lists", "shared"),
            Map.entry("addresses", "address"),
            Map.entry("inactive_addresses", "address"),
            Map.entry("users", "user"),
            Map.entry("line_managers", "user"),
            Map.entry("moves_without_what_is_missing", "model"),
            Map.entry("contact_types", "contacttype"),
            Map.entry("usual_lengths", "contacttype"),
            Map.entry("calendar_feeds", "calendar"),
            Map.entry("expected_lengths", "contact"),
            Map.entry("campaigns", "campaign"),
            Map.entry("contacts", "contact"),
            Map.entry("voided_contacts", "contact"),
            Map.entry("listed_contacts", "contact"),
            Map.entry("measures", "measure"),
            Map.entry("voided_measures", "measure"),
            Map.entry("listed_measures", "measure"),
            Map.entry("items", "item"),
            Map.entry("outcomes", "item"),
            Map.entry("reminders", "reminder"),
            Map.entry("notices", "reminder"),
            Map.entry("next_mail_by_its_index", "reminder"),
            Map.entry("whom_items_told", "reminder"),
            Map.entry("reminders_of_people", "reminder"),
            Map.entry("refusals", "engine"),
            Map.entry("bulk_plans", "bulk"),
            Map.entry("bulk_changes", "bulk"),
            Map.entry("models", "model"),
            Map.entry("rehearsals", "model"),
            Map.entry("rehearsals_in_both_languages", "model"),
            Map.entry("model_moves", "model"),
            Map.entry("proposals", "model"),
            Map.entry("pages", "web"),
            Map.entry("logins", "user"),
            Map.entry("changes", "live"),
            Map.entry("list_views", "lists"),
            Map.entry("last_contacts", "lists"),
            Map.entry("campaign_counts", "campaign"),
            Map.entry("demo", "demo"));

    /** What another module keeps than the one beside whose tables it stands; tables.md says why. */
    private static final Map<String, String> KEPT_BY = Map.ofEntries(
            Map.entry("model_fault", "engine"),
            Map.entry("contact_in_calendar", "contact"),
            Map.entry("planned_contacts_of", "contact"),
            Map.entry("contact_reminder_ever", "reminder"),
            Map.entry("reads_contacts", "user"));

    private static final Pattern DECLARED = Pattern.compile(
            "^create (?:or replace |unlogged )?(table|sequence|view|function) (?:rapport\\.)?(\\w+)",
            Pattern.MULTILINE);

    private static final Pattern VIEW = Pattern.compile(
            "^create (?:or replace )?view (?:rapport\\.)?(\\w+)(.*?);", Pattern.MULTILINE | Pattern.DOTALL);

    /** In SQL, or as the table of an entity. */
    private static final Pattern NAMED = Pattern.compile("(?<!dev\\.)\\brapport\\.(\\w+)|@Table\\(name = \"(\\w+)\"");

    /** A table without its schema, which the test would not see: {@code from contact c}. */
    private static final Pattern UNQUALIFIED = Pattern.compile("\\b(?:from|join|into|update) (\\w+)");

    private static final Pattern IMPORTS = Pattern.compile("^(?:import|package) .*$", Pattern.MULTILINE);

    private static final Pattern COMMENTS = Pattern.compile("^ *(?:/\\*\\*|\\*|//|--).*$", Pattern.MULTILINE);

    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)/` \\| `(\\w+)/` \\| (`.*`) \\|$", Pattern.MULTILINE);

    /** What a migration declares. */
    private record Declared(String kind, String owner) {

        boolean table() {
            return kind.equals("table") || kind.equals("sequence");
        }
    }

    private record Use(String module, String name, Declared declared) {

        boolean foreign() {
            return !module.equals(declared.owner);
        }
    }

    private static final Map<String, Declared> DECLARATIONS = declarations();

    @Test
    void belongToOneModule() {
        assertThat(uses().filter(use -> use.foreign() && use.declared.table())
                        .map(use -> use.module + " names " + use.name))
                .as("tables of other modules: their owner's migration declares a view or a function")
                .isEmpty();
    }

    @Test
    void areReadByOthersThroughWhatTheirOwnerPublishes() throws IOException {
        Map<String, String> written = ROW.matcher(Files.readString(Path.of("src/docs/tables.md")))
                .results()
                .collect(toMap(row -> row.group(1) + " reads " + row.group(2), row -> row.group(3)));

        assertThat(read()).isEqualTo(written);
    }

    /** What nobody reads from outside need not be published. */
    @Test
    void arePublishedForSomebody() {
        Set<String> read = Stream.concat(uses(), viewsUses())
                .filter(Use::foreign)
                .map(Use::name)
                .collect(toSet());

        assertThat(views().keySet()).allSatisfy(view -> assertThat(read).contains(view));
    }

    /** A view that read another module's table would be a way around. */
    @Test
    void areNotPublishedByAnotherModule() {
        assertThat(viewsUses()
                        .filter(use -> use.foreign() && use.declared.table())
                        .map(use -> use.module + " names " + use.name))
                .isEmpty();
    }

    @Test
    void areNamedWithTheirSchema() {
        assertThat(texts(JAVA, ".java")
                        .flatMap(file -> UNQUALIFIED
                                .matcher(COMMENTS.matcher(file.getValue()).replaceAll(""))
                                .results()
                                .map((MatchResult named) -> named.group(1))
                                .filter(DECLARATIONS::containsKey)
                                .map(name -> file.getKey() + ": " + name)))
                .isEmpty();
    }

    @Test
    void aPersonsNameIsPutTogetherInOnePlace() {
        assertThat(texts(JAVA, ".java")
                        .filter(file ->
                                file.getValue().matches("(?s).*concat_ws\\(' ', (\\w+)\\.first_name, \\1\\.name\\).*")))
                .as("rapport.display_name does that")
                .isEmpty();
    }

    private static Map<String, Declared> declarations() {
        Map<String, Declared> declarations = new TreeMap<>();
        texts(MIGRATIONS, ".sql")
                .forEach(file -> DECLARED.matcher(file.getValue())
                        .results()
                        .forEach(found -> declarations.put(
                                found.group(2),
                                new Declared(
                                        found.group(1), KEPT_BY.getOrDefault(found.group(2), module(file.getKey()))))));
        return declarations;
    }

    private static String module(Path migration) {
        String name =
                migration.getFileName().toString().replaceFirst("^V\\d+__", "").replaceFirst("\\.sql$", "");
        return requireNonNull(
                OWNERS.get(name.replaceFirst("^published_", "")), () -> "Whose migration is " + name + "?");
    }

    /** Their text by name; what replaces a view counts. */
    private static Map<String, String> views() {
        Map<String, String> views = new TreeMap<>();
        texts(MIGRATIONS, ".sql")
                .sorted(comparing(TablesTest::version))
                .forEach(file -> VIEW.matcher(file.getValue())
                        .results()
                        .forEach(view -> views.put(view.group(1), view.group(2))));
        return views;
    }

    private static int version(Map.Entry<Path, String> migration) {
        return Integer.parseInt(migration.getKey().getFileName().toString().replaceFirst("^V(\\d+)__.*$", "$1"));
    }

    private static Stream<Use> viewsUses() {
        return views().entrySet().stream()
                .flatMap(view -> uses(requireNonNull(DECLARATIONS.get(view.getKey())).owner, view.getValue()));
    }

    private static Stream<Use> uses() {
        return texts(JAVA, ".java")
                .flatMap(file -> uses(
                        JAVA.relativize(file.getKey()).getName(0).toString(),
                        IMPORTS.matcher(file.getValue()).replaceAll("")));
    }

    private static Stream<Use> uses(String module, String text) {
        return NAMED.matcher(text)
                .results()
                .map((MatchResult named) -> named.group(1) == null ? named.group(2) : named.group(1))
                .filter(DECLARATIONS::containsKey)
                .map(name -> new Use(module, name, requireNonNull(DECLARATIONS.get(name))));
    }

    /** Functions of {@code shared/} are for all and not worth a line. */
    private static Map<String, String> read() {
        Map<String, TreeSet<String>> read = new TreeMap<>();
        uses().filter(Use::foreign)
                .filter(use -> !(use.declared.owner.equals("shared") && use.declared.kind.equals("function")))
                .forEach(use -> read.computeIfAbsent(
                                use.module + " reads " + use.declared.owner, module -> new TreeSet<>())
                        .add("`" + use.name + "`"));
        return read.entrySet().stream().collect(toMap(Map.Entry::getKey, each -> String.join(", ", each.getValue())));
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
