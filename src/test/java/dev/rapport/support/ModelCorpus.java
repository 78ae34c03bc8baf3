package dev.rapport.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models in {@code src/test/resources/models}: {@code refused} holds broken and hostile ones, each with what is wrong
 * with it, {@code honest} holds redesigns that an admin may well want, with where each outcome leads. A case is a file that
 * says so in its first comment, or a folder of files that are deployed together.
 */
public final class ModelCorpus {

    private static final Path MODELS = Path.of("src/test/resources/models");

    private static final Pattern EXPECTED = Pattern.compile("<!-- expect: (.*?) -->");

    private static final Pattern WARNINGS = Pattern.compile("<!-- warns: (.*?) -->");

    private static final Pattern OUTCOMES = Pattern.compile("<!-- outcomes: (.*?) -->");

    private static final Pattern PROCESS = Pattern.compile("process id=\"([^\"]+)\"");

    /**
     * One case.
     *
     * @param files content by file name; a model is deployed under the name of its process, as the shipped ones are
     * @param expected {@code code @ element @ file} of what is wrong with it, {@code -} where no element is named
     * @param warnings what she is told of a redesign that passes, written alike
     * @param outcomes the status that each chain of outcomes leads to: {@code performed>approved}; {@code -} completes a task
     *     without one, {@code timer:id} is a timer that fires
     */
    public record Case(
            String name,
            Map<String, byte[]> files,
            Set<String> expected,
            Set<String> warnings,
            Map<String, String> outcomes) {

        @Override
        public String toString() {
            return name;
        }
    }

    private ModelCorpus() {}

    /** The model of an honest case that is one file. */
    public static String honest(String name) {
        return text(MODELS.resolve("honest").resolve(name + ".bpmn"));
    }

    /** The files of an honest case that is a folder, by their names. */
    public static Map<String, String> honestFiles(String name) {
        return list(MODELS.resolve("honest").resolve(name))
                .collect(Collectors.toMap(ModelCorpus::name, ModelCorpus::text));
    }

    public static Stream<Case> refused() {
        return all("refused");
    }

    public static Stream<Case> honest() {
        return all("honest");
    }

    private static Stream<Case> all(String kind) {
        return list(MODELS.resolve(kind))
                .filter(path -> !path.toString().endsWith(".expect"))
                .map(path -> Files.isDirectory(path) ? folder(path) : file(path));
    }

    private static Case folder(Path folder) {
        Map<String, byte[]> files = list(folder)
                .filter(path -> !path.endsWith("expect.txt"))
                .collect(Collectors.toMap(ModelCorpus::name, ModelCorpus::bytes, (a, b) -> a, TreeMap::new));
        Path expected = folder.resolve("expect.txt");
        Map<String, String> outcomes = new LinkedHashMap<>();
        Set<String> warnings = new TreeSet<>();
        files.forEach((name, content) -> {
            String text = new String(content, StandardCharsets.UTF_8);
            outcomes.putAll(outcomes(text));
            warnings.addAll(findings(WARNINGS, text, name));
        });
        return new Case(
                name(folder),
                files,
                Files.exists(expected) ? lines(text(expected).lines(), UnaryOperator.identity()) : Set.of(),
                warnings,
                outcomes);
    }

    private static Case file(Path file) {
        String text = text(file);
        if (file.toString().endsWith(".form")) {
            String name = name(file).replaceFirst(".*--", "");
            Path expected = file.resolveSibling(name(file).replace(".form", ".expect"));
            return new Case(
                    name(file),
                    Map.of(name, bytes(file)),
                    lines(text(expected).lines().limit(1), each -> each + " @ " + name),
                    Set.of(),
                    Map.of());
        }
        Matcher process = PROCESS.matcher(text);
        String name = process.find() ? process.group(1) + ".bpmn" : name(file);
        return new Case(
                name(file),
                Map.of(name, bytes(file)),
                findings(EXPECTED, text, name),
                findings(WARNINGS, text, name),
                outcomes(text));
    }

    private static Set<String> findings(Pattern comment, String text, String file) {
        Matcher matcher = comment.matcher(text);
        return matcher.find() ? lines(Stream.of(matcher.group(1).split("; ")), each -> each + " @ " + file) : Set.of();
    }

    private static Map<String, String> outcomes(String text) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        Matcher matcher = OUTCOMES.matcher(text);
        if (matcher.find()) {
            for (String outcome : matcher.group(1).strip().split("\\s+", -1)) {
                int equals = outcome.indexOf('=');
                if (equals > 0) {
                    outcomes.put(outcome.substring(0, equals), outcome.substring(equals + 1));
                }
            }
        }
        return outcomes;
    }

    private static Set<String> lines(Stream<String> lines, UnaryOperator<String> made) {
        return lines.map(made).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
