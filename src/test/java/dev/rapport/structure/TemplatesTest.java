package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.MessageBundles;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.dom.DOMMarkupParser;
import org.attoparser.dom.Element;
import org.attoparser.dom.INestableNode;
import org.attoparser.dom.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates hold no text of their own (it belongs to the message bundles) and nothing that the content policy forbids. */
@Tag("fast")
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    /** Attributes that people read or hear. */
    private static final Set<String> READ =
            Set.of("title", "alt", "placeholder", "aria-label", "aria-description", "label", "content");

    /** Attributes of Thymeleaf that hand on what is read elsewhere. */
    private static final Set<String> HANDED_ON = Set.of("with", "replace", "insert");

    /** The product's name is the same in every language. */
    private static final Set<String> NAMES = Set.of("Rapport");

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void holdNoLiteralText(Path template) throws Exception {
        List<String> literals = new ArrayList<>();
        collectText(parse(template), false, literals);
        assertThat(literals).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void holdNothingThatIsForbiddenOrIgnored(Path template) throws Exception {
        List<String> offences = new ArrayList<>();
        collectOffences(parse(template), offences);
        assertThat(offences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void holdNoLiteralTextInExpressions(Path template) throws Exception {
        List<String> literals = new ArrayList<>();
        collectExpressions(parse(template), new ShownLiterals(MessageBundles.german()), literals);
        assertThat(literals).isEmpty();
    }

    /** What the test above would find, and what it lets pass. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '"',
            value = {
                "th:text § ${'Speichern'} § Speichern",
                "th:text § ${closed ? 'Geschlossen' : #messages.msg('form.save')} § Geschlossen",
                "th:text § #{form.save} + ' jetzt' § jetzt",
                "th:text § |Noch ${count} offen| § Noch  offen",
                "th:text § Speichern § Speichern",
                "th:text § ${errors['title']} §",
                "th:text § ${kind == 'PERSON' ? #messages.msg('form.save') : name} §",
                "th:text § #{${'contact.status.' + status}} §",
                "th:text § ${from + ' – ' + to} §",
                "th:text § ${title} + ' · Rapport' §",
                "th:title § ${'Mehr'} § Mehr",
                "th:aria-label § ${'Liste von ' + name} § Liste von",
                "th:attr § data-id=${'row-' + id},placeholder=${'Suche'} § Suche",
                "th:attr § data-id=${'row-' + id},aria-invalid=${bad ? 'true' : null} §",
                "th:replace § ~{web/inputs :: text('title', 'title', 'Ein Titel', ${value})} § Ein Titel",
                "th:replace § ~{web/inputs :: text('title', 'title', #{field.title}, ${value})} §",
                "th:with § heading=${'Titel'} § Titel"
            })
    void knowALiteralFromAKey(String attribute, String expression, @Nullable String found) throws IOException {
        List<String> literals = new ArrayList<>();
        collectExpression(attribute, expression, new ShownLiterals(MessageBundles.german()), literals);
        assertThat(literals.stream().map(String::strip).toList()).isEqualTo(found == null ? List.of() : List.of(found));
    }

    /** A fragment that nobody asks for is left over. */
    @Test
    void haveNoFragmentWithoutACaller() throws IOException {
        String calls = textsOf(templates()) + textsOf(javaFiles());
        List<String> leftOver = new ArrayList<>();
        for (Path template : templates().toList()) {
            String name = TEMPLATES.relativize(template).toString().replace(".html", "");
            String text = Files.readString(template);
            Pattern.compile("th:fragment=\"([\\w-]+)").matcher(text).results().forEach(found -> {
                String fragment = found.group(1);
                boolean called = Pattern.compile("\\b" + name + " :: " + fragment + "(?![\\w-])")
                                .matcher(calls)
                                .find()
                        || Pattern.compile("\\{:: " + fragment + "(?![\\w-])")
                                .matcher(text)
                                .find()
                        // a web part is shown by its view, and by its fragment if that is another one
                        || calls.contains("return \"" + fragment + "\";")
                        || (fragment.equals("part") && calls.contains("\"" + name + "\""))
                        // a part of an item's page by its address
                        || (name.endsWith("/page")
                                && Pattern.compile("Mapping\\(\"/(\\{part:[\\w|]*)?\\b" + fragment + "\\b")
                                        .matcher(calls)
                                        .find());
                if (!called) {
                    leftOver.add(name + " :: " + fragment);
                }
            });
        }
        assertThat(leftOver).isEmpty();
    }

    /** What is looked up while somebody types looks and works alike everywhere; the palette is a dialog of its own. */
    @Test
    void holdOneCombobox() throws IOException {
        assertThat(templates()
                        .filter(template -> read(template).contains("role=\"combobox\""))
                        .map(template -> TEMPLATES.relativize(template).toString()))
                .containsExactlyInAnyOrder("web/inputs.html", "web/palette.html");
    }

    private static Stream<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static String textsOf(Stream<Path> files) {
        return files.map(TemplatesTest::read).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void neverShowTextUnescaped() throws IOException {
        for (Path template : templates().toList()) {
            assertThat(Files.readString(template)).as(template.toString()).doesNotContain("th:utext", "[(");
        }
    }

    private static void collectText(INestableNode node, boolean replaced, List<String> literals) {
        for (var child : node.getChildren()) {
            if (child instanceof Text text && !replaced) {
                String words = text.getContent().strip();
                if (words.chars().anyMatch(Character::isLetter) && !NAMES.contains(words) && !words.startsWith("[[")) {
                    literals.add(words);
                }
            } else if (child instanceof Element element) {
                element.getAttributeMap().forEach((name, value) -> {
                    if (READ.contains(name)
                            && value != null
                            && value.chars().anyMatch(Character::isLetter)
                            && !element.elementNameMatches("meta")) {
                        literals.add(name + "=" + value);
                    }
                });
                collectText(element, replaced || element.hasAttribute("th:text"), literals);
            }
        }
    }

    private static void collectExpressions(INestableNode node, ShownLiterals shown, List<String> literals) {
        for (var child : node.getChildren()) {
            if (child instanceof Element element) {
                element.getAttributeMap().forEach((name, value) -> {
                    if (name.startsWith("th:") && value != null) {
                        collectExpression(name, value, shown, literals);
                    }
                });
                collectExpressions(element, shown, literals);
            }
        }
    }

    private static void collectExpression(String name, String value, ShownLiterals shown, List<String> literals) {
        String attribute = name.substring("th:".length());
        if (attribute.equals("text") || READ.contains(attribute)) {
            literals.addAll(shown.shownBy(value));
        } else if (attribute.equals("attr")) {
            ShownLiterals.assignments(value).forEach((to, assigned) -> {
                if (READ.contains(to)) {
                    literals.addAll(shown.shownBy(assigned));
                }
            });
        } else if (HANDED_ON.contains(attribute)) {
            literals.addAll(shown.handedOnBy(value));
        }
    }

    private static void collectOffences(INestableNode node, List<String> offences) {
        for (var child : node.getChildren()) {
            if (child instanceof Element element) {
                element.getAttributeMap().keySet().stream()
                        .filter(name -> name.startsWith("on")
                                || name.startsWith("th:on")
                                || name.startsWith("hx-on")
                                || name.equals("style")
                                || name.equals("th:style"))
                        .forEach(name -> offences.add(element.getElementName() + " " + name));
                // a condition beside th:replace is ignored: Thymeleaf replaces first
                if (element.hasAttribute("th:replace")
                        && (element.hasAttribute("th:if") || element.hasAttribute("th:unless"))) {
                    offences.add("condition beside th:replace " + element.getAttributeMap());
                }
                if (element.elementNameMatches("style")) {
                    offences.add("style element");
                }
                if (element.elementNameMatches("script")
                        && !element.hasAttribute("src")
                        && !element.hasAttribute("th:src")) {
                    offences.add("inline script");
                }
                collectOffences(element, offences);
            }
        }
    }

    private static INestableNode parse(Path template) throws Exception {
        try (Reader reader = Files.newBufferedReader(template)) {
            return new DOMMarkupParser(ParseConfiguration.htmlConfiguration()).parse(template.toString(), reader);
        }
    }
}
