package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.dom.DOMMarkupParser;
import org.attoparser.dom.Element;
import org.attoparser.dom.INestableNode;
import org.attoparser.dom.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates hold no text of their own (it belongs to the message bundles) and nothing that the content policy forbids. */
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    /** Attributes that people read or hear. */
    private static final Set<String> READ =
            Set.of("title", "alt", "placeholder", "aria-label", "aria-description", "label", "content");

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
