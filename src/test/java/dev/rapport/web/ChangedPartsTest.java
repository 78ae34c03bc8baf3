package dev.rapport.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Actions by parts (ADR 51): every part of the pages people work on says what it shows, in words of the database's notes; every
 * route that writes says what it changes in the same words; and whatever is changed is shown by somebody.
 */
@Tag("fast")
class ChangedPartsTest {

    private static final Path JAVA = Path.of("src/main/java/dev/rapport");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private static final Pattern PART = Pattern.compile(
            "super\\(\\s*\"(?:start|address|campaign)\",\\s*\"[\\w-]+\",[^;]*?\"(\\w+/[\\w-]+)\"\\s*\\)");

    private static final Pattern SHOWS = Pattern.compile("data-shows=\"([a-z ]+)\"");

    private static final Pattern NOTED = Pattern.compile("rapport\\.note_change\\('(\\w+)'\\)");

    private static final Pattern POSTS = Pattern.compile("post\\(\"/([\\w-]+)");

    /** Shows nothing but what is typed into it. */
    private static final Set<String> FORMS = Set.of("contact/create");

    /** What is written there is on none of the pages that people work on. */
    private static final Set<String> ELSEWHERE = Set.of(
            "api",
            "arrangement",
            "calendar-feed",
            "camunda",
            // done in the background: what is written tells of itself
            "changes",
            "help",
            "language",
            "mails",
            "models",
            "password",
            "sessions",
            "users",
            "views");

    private static final Set<String> ON_NO_PART = Set.of("type");

    @Test
    void everyPartSaysWhatItShows() {
        Set<String> silent = new TreeSet<>();
        int parts = 0;
        for (String source : texts(JAVA, ".java").values()) {
            for (MatchResult part : PART.matcher(source).results().toList()) {
                parts++;
                if (!FORMS.contains(part.group(1)) && shown(part.group(1)).isEmpty()) {
                    silent.add(part.group(1));
                }
            }
        }
        assertThat(parts).isGreaterThanOrEqualTo(12);
        assertThat(silent).isEmpty();
        assertThat(Stream.of("contact/page", "measure/page", "address/page", "campaign/page"))
                .allSatisfy(page -> assertThat(shown(page)).as(page).isNotEmpty());
    }

    @Test
    void itIsSaidInWordsOfTheDatabasesNotes() throws IOException {
        Set<String> noted = NOTED.matcher(Files.readString(Path.of("src/main/resources/db/migration/V33__changes.sql")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = texts(TEMPLATES, ".html").values().stream()
                .flatMap(text -> words(SHOWS.matcher(text).results().map(found -> found.group(1))))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> changed = words(ChangeInterceptor.TOPICS.values().stream())
                .filter(topic -> !ON_NO_PART.contains(topic))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(noted);
        assertThat(changed).isEqualTo(noted);
    }

    @Test
    void everyRouteThatWritesSaysWhatItChanges() {
        Set<String> unknown = texts(JAVA, "Routes.java").values().stream()
                .flatMap(text -> POSTS.matcher(text).results().map(found -> found.group(1)))
                .filter(first -> !ChangeInterceptor.TOPICS.containsKey(first) && !ELSEWHERE.contains(first))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unknown).isEmpty();
    }

    private static Set<String> shown(String template) {
        String text = requireNonNull(texts(TEMPLATES, ".html")
                .get(TEMPLATES.resolve(template + ".html").toString()));
        return words(SHOWS.matcher(text).results().map(found -> found.group(1))).collect(Collectors.toSet());
    }

    private static Stream<String> words(Stream<String> lists) {
        return lists.flatMap(list -> Arrays.stream(list.split(" ")));
    }

    private static Map<String, String> texts(Path folder, String suffix) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(suffix)).toList()) {
                texts.put(file.toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
