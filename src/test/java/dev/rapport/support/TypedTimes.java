package dev.rapport.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of {@code time-entries.tsv}: what people type, and what server and browser understand of it. */
public final class TypedTimes {

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-f]{4})");

    private TypedTimes() {}

    /**
     * One of them.
     *
     * @param kind date, time, duration or datetime
     * @param expected as the table has it: a value, {@code !} and a problem, or {@code -}
     */
    public record Line(String kind, String language, String toward, String typed, String expected) {}

    public static List<Line> all() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/time-entries.tsv")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 5))
                    .map(cells -> new Line(cells[0], cells[1], cells[2], text(cells[3]), cells[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String quoted) {
        return ESCAPED.matcher(quoted.substring(1, quoted.length() - 1))
                .replaceAll(
                        match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
    }
}
