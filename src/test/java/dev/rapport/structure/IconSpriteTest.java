package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The sprite holds the Bootstrap icons that are in use and no others: the whole set is far too heavy for a page. After
 * using a new icon run {@code mvn test -Dtest=IconSpriteTest -Drapport.icons=write}.
 */
@Tag("fast")
class IconSpriteTest {

    private static final Path SPRITE = Path.of("src/main/resources/static/assets/icons.svg");

    /** An icon's name stands as a literal: in {@code icon('telephone')} or among the values that end up there. */
    private static final Pattern LITERAL = Pattern.compile("[\"']([a-z][a-z0-9]*(?:-[a-z0-9]+)*)[\"']");

    private static final Pattern ICON_CALL = Pattern.compile("(?:icon|empty)\\('([a-z0-9-]+)'");

    /** What a step looks like in the Modeler's palette. */
    private static final Pattern STEP =
            Pattern.compile("StepDeclaration\\s*\\.(?:step|event|condition)\\(\\s*\"([a-z0-9-]+)\"");

    /** The same where a step declares what is special about it only. */
    private static final Pattern SPECIAL_STEP = Pattern.compile("\\bdeclared\\w*\\(\\s*[\\w.]+,\\s*\"([a-z0-9-]+)\"");

    @Test
    void holdsExactlyWhatIsInUse() throws IOException {
        String expected = sprite();
        if ("write".equals(System.getProperty("rapport.icons"))) {
            Files.writeString(SPRITE, expected);
        }
        assertThat(Files.readString(SPRITE)).isEqualTo(expected);
    }

    private static String sprite() throws IOException {
        Set<String> candidates = new TreeSet<>();
        Set<String> certain = new TreeSet<>();
        for (String folder : Set.of("src/main/resources/templates", "src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file);
                    collect(ICON_CALL, text, certain);
                    collect(STEP, text, certain);
                    collect(SPECIAL_STEP, text, certain);
                    // a name may reach the fragment by way of a variable
                    if (text.contains("icon") || text.contains("webpart :: panel")) {
                        collect(LITERAL, text, candidates);
                    }
                }
            }
        }
        StringBuilder sprite = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg">
                <!-- Bootstrap Icons, MIT licence. Written by IconSpriteTest; do not edit. -->
                """);
        candidates.addAll(certain);
        for (String name : candidates) {
            String icon = icon(name);
            if (icon == null) {
                assertThat(certain).as("no such Bootstrap icon").doesNotContain(name);
                continue;
            }
            String shapes =
                    icon.replaceAll("(?s).*?<svg[^>]*>(.*)</svg>.*", "$1").replaceAll("\\s*\n\\s*", "");
            sprite.append("<symbol id=\"%s\" viewBox=\"0 0 16 16\">%s</symbol>\n".formatted(name, shapes));
        }
        return sprite.append("</svg>\n").toString();
    }

    private static void collect(Pattern pattern, String text, Set<String> into) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }

    private static String icon(String name) throws IOException {
        ClassLoader classes = IconSpriteTest.class.getClassLoader();
        Properties pom = new Properties();
        try (InputStream in =
                classes.getResourceAsStream("META-INF/maven/org.webjars.npm/bootstrap-icons/pom.properties")) {
            pom.load(in);
        }
        try (InputStream in = classes.getResourceAsStream("META-INF/resources/webjars/bootstrap-icons/%s/icons/%s.svg"
                .formatted(pom.getProperty("version"), name))) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
