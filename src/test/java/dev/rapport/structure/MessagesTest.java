package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.MessageBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/**
 * Both languages say everything, every key in use exists and no key is left over.
 *
 * <p>A key counts as used when Java or a template names it as a whole, or builds it ({@code "history.status." + status})
 * from a value that can really occur, see {@link BuiltKeys}.
 */
@Tag("fast")
class MessagesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static final Path JAVA = Path.of("src/main/java");

    private static final Literals LITERALS = Literals.in(JAVA);

    private static final Map<String, Set<String>> BUILT = BuiltKeys.of(LITERALS);

    /** {@code #{key}} in templates, without computed keys. */
    private static final Pattern TEMPLATE_KEY = Pattern.compile("#\\{([A-Za-z][\\w.-]*)[}(]");

    private static final Pattern JAVA_PREFIX = Pattern.compile("\"([a-z][\\w.-]*\\.)\"\\s*\\+");

    /** The beginning of a key in a template, and the variable that follows. */
    private static final Pattern TEMPLATE_PREFIX =
            Pattern.compile("(?:#\\{\\$\\{|messages\\.msg\\()'([a-z][\\w.-]*\\.)'\\s*\\+\\s*(\\w+(?:\\.\\w+)*)");

    /** For a value that comes from elsewhere. */
    private static final String NOT_LISTED = "*";

    private static final Pattern LITERAL = Pattern.compile("[\"']([a-zA-Z][\\w-]*(?:\\.[\\w-]*)+)[\"']");

    private static final Properties GERMAN = MessageBundles.german();
    private static final Properties ENGLISH = MessageBundles.english();

    /** What module {@code contact} says is in {@code messages/contact.properties}, and nowhere else. */
    @Test
    void standInOneBundleOnly() {
        for (String language : List.of("", "_en")) {
            Map<String, String> bundles = new TreeMap<>();
            MessageBundles.byModule(language)
                    .forEach((module, messages) -> messages.stringPropertyNames()
                            .forEach(key -> assertThat(bundles.put(key, module))
                                    .as(key + " is in " + module + " and in")
                                    .isNull()));
            assertThat(bundles).hasSizeGreaterThan(800);
        }
    }

    @Test
    void areInTheSameBundleInBothLanguages() {
        Map<String, Set<String>> german = new TreeMap<>();
        MessageBundles.byModule("").forEach((module, messages) -> german.put(module, messages.stringPropertyNames()));
        Map<String, Set<String>> english = new TreeMap<>();
        MessageBundles.byModule("_en")
                .forEach((module, messages) -> english.put(module, messages.stringPropertyNames()));
        assertThat(english).isEqualTo(german);
    }

    /** A bundle that is not listed says nothing, and one in another folder is never found. */
    @Test
    void areInBundlesThatTheApplicationReads() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".properties")))
                    .allMatch(file -> file.getParent().equals(RESOURCES.resolve("messages")));
        }
        assertThat(MessageBundles.byModule("").keySet())
                .allMatch(
                        module -> Files.isDirectory(JAVA.resolve("dev/rapport").resolve(module)), "is a module");
        YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
        settings.setResources(new FileSystemResource(RESOURCES.resolve("application.yml")));
        Properties read = Objects.requireNonNull(settings.getObject());
        // one text: what Spring Boot asks before it makes a source of messages does not see a list
        assertThat(read.getProperty("spring.messages.basename").split(",\\s*"))
                .containsExactlyInAnyOrderElementsOf(MessageBundles.names());
    }

    @Test
    void areCompleteInBothLanguages() {
        assertThat(ENGLISH.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(GERMAN.stringPropertyNames());
        assertThat(GERMAN.values()).doesNotContain("");
        assertThat(ENGLISH.values()).doesNotContain("");
    }

    /** German readers meet one word for one thing; the other one of each pair is not used. */
    @ParameterizedTest
    @CsvSource({
        "Mitglied, zugeordnete Adresse",
        "Passwort, Kennwort",
        "Knopf, Schaltfläche",
        "Button, Schaltfläche",
        "User, Benutzer",
        "Event, Ereignis",
        "Kein Treffer, Keine Treffer"
    })
    void callOneThingByOneWord(String other, String word) {
        Pattern alone = Pattern.compile("\\b" + other, Pattern.UNICODE_CHARACTER_CLASS);
        GERMAN.forEach((key, text) ->
                assertThat(String.valueOf(text)).as(key + ": better " + word).doesNotContainPattern(alone));
    }

    @Test
    void takeTheSameArgumentsInBothLanguages() {
        Pattern placeholder = Pattern.compile("\\{(\\d)");
        for (String key : GERMAN.stringPropertyNames()) {
            assertThat(matches(placeholder, ENGLISH.getProperty(key, "")))
                    .as(key)
                    .isEqualTo(matches(placeholder, GERMAN.getProperty(key)));
        }
    }

    /** With arguments a message is a pattern in which a lone apostrophe swallows what follows. */
    @Test
    void doubleTheApostropheWhereThereAreArguments() {
        for (Properties messages : Set.of(GERMAN, ENGLISH)) {
            for (String key : messages.stringPropertyNames()) {
                String text = messages.getProperty(key);
                if (text.contains("{0")) {
                    assertThat(text.replace("''", "")).as(key).doesNotContain("'");
                }
            }
        }
    }

    /** Keys that stand in the code as they are. */
    @Test
    void existForEveryKeyInUse() {
        Set<String> used = new TreeSet<>();
        templates().forEach(text -> used.addAll(matches(TEMPLATE_KEY, text)));
        used.addAll(LITERALS.reaching("Sentences", "text", 0));
        used.addAll(LITERALS.reaching("MessageSource", "getMessage", 0));
        // what is built has a test of its own
        used.removeIf(key -> !key.contains(".") || BUILT.keySet().stream().anyMatch(key::startsWith));
        used.removeAll(GERMAN.stringPropertyNames());
        assertThat(used).as("keys that no bundle has").isEmpty();
    }

    /** Keys that are built: every value that can follow. */
    @Test
    void existForEveryKeyThatIsBuilt() {
        Set<String> built = built();
        built.removeAll(GERMAN.stringPropertyNames());
        assertThat(built).as("keys that no bundle has").isEmpty();
    }

    /** Where a key is built, this test has to know what it can be built from. */
    @Test
    void areBuiltOnlyAsThisTestKnows() {
        Set<String> prefixes = new TreeSet<>();
        java().forEach(text -> prefixes.addAll(matches(JAVA_PREFIX, text)));
        prefixes.removeIf(prefix -> GERMAN.stringPropertyNames().stream().noneMatch(key -> key.startsWith(prefix)));
        listedInTemplates().forEach((prefix, values) -> {
            if (values.contains(NOT_LISTED)) {
                prefixes.add(prefix);
            }
        });
        assertThat(prefixes).containsExactlyInAnyOrderElementsOf(BUILT.keySet());
    }

    /** Refusals and findings whose code is not written where they are made: none of them makes up a code of its own. */
    @Test
    void haveNoCodeThatCannotBeRead() {
        Literals literals = Literals.in(JAVA);
        BuiltKeys.refusals(literals);
        BuiltKeys.findings(literals);
        assertThat(literals.unknown())
                .containsExactlyInAnyOrder(
                        // handed on, as another refusal said it
                        "BulkApi.answer: error.code()",
                        "Problems.refused: error.code()",
                        "CheckBulkChange.followUp: error.code()",
                        "PlanContacts.check: error.code()",
                        "StopReason.sentence: stopped.code()",
                        // out of the constants beside it
                        "DatabaseRules.refusal: refused.code()",
                        // what TimeEntry has found, which BuiltKeys reads
                        "TypedTimes.explained: TimeEntry.problem(typed, reader(Toward.EITHER))",
                        "TypedTimes.explained: TimeEntry.problemOfDuration(typed)",
                        // the marks and the steps that BuiltKeys reads
                        "PlaceCheck.code: mark.name().toLowerCase(Locale.ROOT).replace('_', '-')",
                        "Run.warn: bean");
    }

    @Test
    void areAllInUse() {
        Set<String> named = built();
        templates().forEach(text -> {
            named.addAll(matches(TEMPLATE_KEY, text));
            named.addAll(matches(LITERAL, text));
        });
        java().forEach(text -> named.addAll(matches(LITERAL, text)));
        // a refusal is shown with the name of its field, where that has one
        LITERALS.reaching("FieldError", "of", 0).forEach(field -> named.add("field." + field));
        Set<String> unused = new TreeSet<>(GERMAN.stringPropertyNames());
        unused.removeAll(named);
        assertThat(unused).isEmpty();
    }

    private static Set<String> built() {
        Set<String> built = new TreeSet<>();
        BUILT.forEach((prefix, values) -> values.forEach(value -> built.add(prefix + value)));
        listedInTemplates()
                .forEach((prefix, values) -> values.stream()
                        .filter(value -> !value.equals(NOT_LISTED))
                        .forEach(value -> built.add(prefix + value)));
        return built;
    }

    /** Prefixes with the values that the same template lists: {@code each : ${ {'mine', 'all'} }}. */
    private static Map<String, Set<String>> listedInTemplates() {
        Map<String, Set<String>> listed = new TreeMap<>();
        templates().forEach(text -> {
            Matcher built = TEMPLATE_PREFIX.matcher(text);
            while (built.find()) {
                Pattern list = Pattern.compile("\\b" + built.group(2) + " : \\$\\{ \\{([^}]*)}");
                String last = list.matcher(text.substring(0, built.end()))
                        .results()
                        .map(found -> found.group(1))
                        .reduce(NOT_LISTED, (first, second) -> second);
                listed.computeIfAbsent(built.group(1), prefix -> new TreeSet<>())
                        .addAll(last.equals(NOT_LISTED) ? Set.of(last) : matches(Pattern.compile("'([^']+)'"), last));
            }
        });
        return listed;
    }

    private static Stream<String> templates() {
        return texts(RESOURCES.resolve("templates"), ".html").map(text -> text.replaceAll("(?s)<!--.*?-->", ""));
    }

    private static Stream<String> java() {
        return texts(JAVA, ".java");
    }

    private static Stream<String> texts(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).map(MessagesTest::text).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
