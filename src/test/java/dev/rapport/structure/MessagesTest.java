package dev.rapport.structure;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both languages say everything, every key in use exists and no key is left over.
 *
 * <p>A key counts as used when Java or a template names it as a whole, or names a prefix of it that ends with a dot
 * ({@code "contact.status." + status}).
 */
class MessagesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    /** {@code #{key}} in templates, without computed keys. */
    private static final Pattern TEMPLATE_KEY = Pattern.compile("#\\{([A-Za-z][\\w.-]*)[}(]");

    private static final Pattern MESSAGE_CALL = Pattern.compile("getMessage\\(\\s*\"([\\w.-]+)\"");

    /** A refusal's code, of which {@code error.<code>} is the sentence. */
    private static final Pattern REFUSAL =
            Pattern.compile("(?:invalid|conflict|FieldError\\.of)\\(\\s*(?:\"\\w+\"|\\w+)\\s*,\\s*\"([a-z][a-z.-]*)\"");

    private static final Pattern LITERAL = Pattern.compile("[\"']([a-zA-Z][\\w-]*(?:\\.[\\w-]*)+)[\"']");

    private static final Properties GERMAN = read("messages.properties");
    private static final Properties ENGLISH = read("messages_en.properties");

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

    @Test
    void existForEveryKeyInUse() {
        Set<String> used = new TreeSet<>();
        templates().forEach(text -> used.addAll(matches(TEMPLATE_KEY, text)));
        java().forEach(text -> {
            used.addAll(matches(MESSAGE_CALL, text));
            matches(REFUSAL, text).forEach(code -> used.add("error." + code));
        });
        used.removeIf(key -> key.endsWith("."));
        used.removeAll(GERMAN.stringPropertyNames());
        assertThat(used).as("keys that no bundle has").isEmpty();
    }

    @Test
    void areAllInUse() {
        Set<String> named = new TreeSet<>();
        templates().forEach(text -> {
            named.addAll(matches(TEMPLATE_KEY, text));
            named.addAll(matches(LITERAL, text));
        });
        java().forEach(text -> {
            named.addAll(matches(LITERAL, text));
            matches(Pattern.compile("\"([a-z][a-z.-]*)\""), text).forEach(code -> named.add("error." + code));
        });
        Set<String> unused = GERMAN.stringPropertyNames().stream()
                .filter(key -> named.stream()
                        .noneMatch(name -> name.equals(key) || (name.endsWith(".") && key.startsWith(name))))
                .collect(toCollection(TreeSet::new));
        assertThat(unused).isEmpty();
    }

    private static Stream<String> templates() {
        return texts(RESOURCES.resolve("templates"), ".html").map(text -> text.replaceAll("(?s)<!--.*?-->", ""));
    }

    private static Stream<String> java() {
        return texts(Path.of("src/main/java"), ".java");
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

    private static Properties read(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }
}
