package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.MessageBundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A newcomer is never sent to a place that is not there, and what is said there is so. */
@Tag("fast")
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path DECISIONS = Path.of("src/docs/adr");
    private static final Path SOURCES = Path.of("src/main/java/dev/rapport");
    private static final Path RESOURCES = Path.of("src/main/resources");

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#|mailto:)([^)#]+)[^)]*\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| (.+) \\|$");
    private static final Pattern LISTED = Pattern.compile("(?m)^(\\d+)\\. \\[.*]\\(src/docs/adr/(\\d{4})-.*\\)$");

    /** First parts of the paths in this repository. */
    private static final Set<String> ROOTS = Set.of(
            "src", "bpmn", "forms", ".ci", "pom.xml", "docker-compose.yml", "LICENSE", "README.md", ".editorconfig");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/docs"))) {
            List<Path> documents = new ArrayList<>(List.of(README));
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            return documents.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesOnlyPathsThatExist(Path document) throws IOException {
        String text = Files.readString(document);
        List<String> missing = new ArrayList<>();
        Path folder = document.toAbsolutePath().getParent();
        LINK.matcher(text).results().map(link -> link.group(1)).forEach(link -> {
            if (!Files.exists(folder.resolve(link))) {
                missing.add(link);
            }
        });
        CODE.matcher(text).results().map(code -> code.group(1)).forEach(code -> {
            if (ROOTS.contains(code.split("/", -1)[0]) && !Files.exists(Path.of(code))) {
                missing.add(code);
            }
        });
        Rules.classes(text).stream()
                .filter(type -> !Files.exists(Rules.source(type)))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }

    /** A question of "Where is …?", and where the answer is. */
    record Row(String question, String answer) {}

    static Stream<Row> whereIs() throws IOException {
        return ROW.matcher(section("Where is …?"))
                .results()
                // what the table is, and the line below that
                .skip(2)
                .map(row -> new Row(row.group(1), row.group(2)));
    }

    @ParameterizedTest
    @MethodSource("whereIs")
    void sendsSomewhere(Row row) throws IOException {
        List<String> names = Rules.names(row.answer());
        assertThat(names.size() + LINK.matcher(row.answer()).results().count()).isPositive();
        Set<String> messages = MessageBundles.german().stringPropertyNames();
        String routes = Files.readString(Path.of("src/docs/permissions.md"));
        Schema schema = Schema.migrated();
        assertThat(names)
                .allMatch(
                        name -> Files.exists(Rules.source(name))
                                || Files.exists(Path.of(name))
                                || Files.exists(RESOURCES.resolve(name))
                                || isBelowAnother(name, names)
                                || messages.stream().anyMatch(key -> key.startsWith(name + "."))
                                || (name.startsWith("/") && routes.contains(" " + name + "` |"))
                                || schema.has(name),
                        "is a class, a file, the beginning of message keys, a route or a table");
    }

    private static boolean isBelowAnother(String name, List<String> names) {
        return names.stream().anyMatch(folder -> Files.exists(Path.of(folder, name)));
    }

    /** The first class that a row names is the one that keeps the rule, and says so. */
    @ParameterizedTest
    @MethodSource("whereIs")
    void sendsToWhoeverKeepsTheRule(Row row) throws IOException {
        Set<Integer> numbers = Rules.citedIn(row.question());
        assertThat(numbers.isEmpty() && row.question().contains("the rule "))
                .as("a rule without its number")
                .isFalse();
        for (int number : numbers) {
            String type = Rules.classes(row.answer()).get(0);
            assertThat(Rules.citedIn(Files.readString(Rules.source(type))))
                    .as(type)
                    .contains(number);
            assertThat(Rules.explained())
                    .filteredOn(rule -> rule.number() == number)
                    .allSatisfy(rule -> assertThat(rule.classes()).contains(type));
        }
    }

    /** Whoever stores a use of a campaign has it decided by the one class that the row of rule 29 names. */
    @Test
    void saysWhoDecidesAboutDeletedCampaigns() throws IOException {
        String choice = "campaign/CampaignChoice";
        assertThat(whereIs().filter(row -> Rules.citedIn(row.question()).contains(29)))
                .extracting(Row::answer)
                .containsExactly("`" + choice + "`");

        List<String> asking = javaFilesWith("\\bCampaignChoice\\b");
        // a new use is what the database guards by this function; tables are called as their modules are
        List<String> modules;
        try (Stream<Path> migrations = Files.walk(RESOURCES.resolve("db/migration"))) {
            modules = migrations
                    .filter(file -> file.toString().endsWith(".sql"))
                    .flatMap(file -> Pattern.compile(
                                    "on (\\w+?)(?:_\\w+)?\\s+for each row execute function rapport.require_active_campaign")
                            .matcher(read(file))
                            .results())
                    .map(trigger -> trigger.group(1))
                    .distinct()
                    .toList();
        }
        assertThat(modules).contains("contact", "measure");
        assertThat(modules)
                .allSatisfy(module -> assertThat(asking)
                        // what contacts and measures have alike is asked in item/
                        .filteredOn(type ->
                                type.startsWith(Set.of("contact", "measure").contains(module) ? "item/" : module + "/"))
                        .filteredOn(type -> !type.equals(choice))
                        .isNotEmpty());

        // who refuses a use because of it has asked; an edit of the campaign itself is no use
        List<String> refusing = javaFilesWith("(?:refuse|invalid|conflict)\\(\\s*\"\\w+\",\\s*\"campaign\\.deleted\"");
        assertThat(refusing).contains(choice);
        assertThat(asking)
                .containsAll(refusing.stream()
                        .filter(type -> !type.equals("campaign/Campaign"))
                        .toList());
    }

    /** What the README says that {@code .ci/run} does besides the tests. */
    @Test
    void saysWhatTheBuildServerDoes() throws IOException {
        String tests = section("Tests");
        assertThat(tests).contains("`.ci/run`", "lints the models", "compares the diagram viewer with its\nrecipe");
        String run = Files.readString(Path.of(".ci/run"));
        assertThat(run).contains("set -euo pipefail").doesNotContain("|| true");
        // lines of their own: under no condition, so that nothing can skip them
        assertThat(run.lines())
                .contains("mvn -B verify")
                .anyMatch(line -> line.matches("\\(cd src/test/bpmnlint && npm ci .*&& npm test\\)"))
                .anyMatch(line -> line.matches("\\(cd src/main/bpmn-viewer && npm ci .*\\)"));
        assertThat(Files.readString(Path.of("src/test/bpmnlint/package.json")))
                .contains("\"test\": \"npm run models && ")
                .containsPattern("\"models\": \"bpmnlint .*bpmn/\\*\\.bpmn .*\"");
    }

    @Test
    void numbersDecisionsWithoutGapsAndDoubles() throws IOException {
        List<Path> decisions;
        try (Stream<Path> files = Files.list(DECISIONS)) {
            decisions = files.sorted().toList();
        }
        List<Integer> numbers =
                IntStream.rangeClosed(1, decisions.size()).boxed().toList();
        assertThat(decisions)
                .extracting(
                        file -> Integer.valueOf(file.getFileName().toString().substring(0, 4)))
                .containsExactlyElementsOf(numbers);
        assertThat(decisions).extracting(ReadmeTest::numberInTitle).containsExactlyElementsOf(numbers);
    }

    private static int numberInTitle(Path decision) {
        var title = Pattern.compile("# (\\d+)\\. .+")
                .matcher(read(decision).lines().findFirst().orElse(""));
        return title.matches() ? Integer.parseInt(title.group(1)) : 0;
    }

    @Test
    void linksEveryDecisionByItsNumber() throws IOException {
        String section = section("Decisions");
        List<Integer> listed = LISTED.matcher(section)
                .results()
                .map(line -> Integer.valueOf(line.group(1)))
                .toList();
        try (Stream<Path> decisions = Files.list(DECISIONS)) {
            assertThat(listed)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, (int) decisions.count())
                            .boxed()
                            .toList());
        }
        assertThat(LISTED.matcher(section).results())
                .allSatisfy(
                        line -> assertThat(Integer.valueOf(line.group(2))).isEqualTo(Integer.valueOf(line.group(1))));
    }

    /** "ADR 30", wherever it stands. */
    @Test
    void knowsEveryDecisionThatIsCited() throws IOException {
        Pattern cited = Pattern.compile("\\bADR (\\d+)");
        int last;
        try (Stream<Path> decisions = Files.list(DECISIONS)) {
            last = (int) decisions.count();
        }
        try (Stream<Path> files = Stream.of("src/main/java", "src/main/resources/db", "src/test/java", "src/docs")
                .flatMap(ReadmeTest::filesBelow)) {
            List<Integer> numbers = files.filter(file -> file.toString().matches(".*\\.(java|sql|md)"))
                    .flatMap(file -> cited.matcher(read(file)).results())
                    .map(citation -> Integer.valueOf(citation.group(1)))
                    .toList();
            assertThat(numbers).isNotEmpty().allMatch(number -> number >= 1 && number <= last);
        }
    }

    @Test
    void explainsEveryModule() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> named = Pattern.compile("\\| `([a-z]+)/` \\|")
                .matcher(readme)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        try (var packages = Files.list(Path.of("src/main/java/dev/rapport"))) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(packages.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .toList());
        }
    }

    /** What stands below a heading, up to the next one. */
    private static String section(String heading) throws IOException {
        String readme = Files.readString(README);
        String from = readme.substring(readme.indexOf("\n## " + heading + "\n") + 1);
        return from.substring(0, from.indexOf("\n## ") < 0 ? from.length() : from.indexOf("\n## "));
    }

    /** Classes, named by their modules, whose source matches. */
    private static List<String> javaFilesWith(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        try (Stream<Path> files = filesBelow(SOURCES.toString())) {
            return files.filter(file -> !file.endsWith("package-info.java"))
                    .filter(file -> wanted.matcher(read(file)).find())
                    .map(file -> SOURCES.relativize(file).toString().replace(".java", ""))
                    .toList();
        }
    }

    private static Stream<Path> filesBelow(String folder) {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
