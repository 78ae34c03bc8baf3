package dev.rapport.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Models in {@code src/test/resources/models}: {@code refused} holds broken and hostile ones, each with the one finding that
 * it says in its first line; {@code honest} holds redesigns that an admin may well want, with where each outcome leads.
 */
public final class ModelCorpus {

    private static final Path FOLDER = Path.of("src/test/resources/models");

    private static final Pattern EXPECT =
            Pattern.compile("expect:\\s*(\\S+) @ (.*?)\\s*(?:@ (\\S+))?\\s*(?:-->|$)", Pattern.MULTILINE);

    private static final Pattern OUTCOMES = Pattern.compile("<!--\\s*outcomes:(.*?)-->");

    private static final Pattern PROCESS = Pattern.compile("<(?:\\w+:)?process\\s[^>]*?\\bid=\"([^\"]*)\"");

    private ModelCorpus() {}

    /**
     * One case.
     *
     * @param files content by the name under which it is deployed
     */
    public record Case(String name, Map<String, byte[]> files, String about) {

        /** Code of the finding that is expected. */
        public String code() {
            return expected().group(1);
        }

        /** Id of the element it names; null where it is about the file. */
        public String element() {
            String element = expected().group(2).strip();
            return "-".equals(element) ? null : element;
        }

        /** Where each outcome, or each chain of them such as {@code performed>approved}, leads. */
        public Map<String, String> outcomes() {
            Map<String, String> outcomes = new LinkedHashMap<>();
            Matcher matcher = OUTCOMES.matcher(about);
            if (matcher.find()) {
                for (String outcome : matcher.group(1).strip().split("\\s+")) {
                    int equals = outcome.indexOf('=');
                    if (equals > 0) {
                        outcomes.put(outcome.substring(0, equals), outcome.substring(equals + 1));
                    }
                }
            }
            return outcomes;
        }

        private Matcher expected() {
            Matcher matcher = EXPECT.matcher(about.contains("expect:") ? about : "expect: " + about.strip());
            if (!matcher.find()) {
                throw new IllegalStateException(name + " does not say what to expect");
            }
            return matcher;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static Stream<Case> refused() {
        return cases(FOLDER.resolve("refused"));
    }

    public static Stream<Case> honest() {
        return cases(FOLDER.resolve("honest"));
    }

    private static Stream<Case> cases(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries
                    .filter(entry ->
                            Files.isDirectory(entry) || !entry.toString().matches(".*\\.(expect|txt|md)"))
                    .sorted()
                    .map(ModelCorpus::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(Path entry) {
        try {
            String name = String.valueOf(entry.getFileName());
            if (Files.isDirectory(entry)) {
                return readFolder(entry, name);
            }
            byte[] content = Files.readAllBytes(entry);
            String text = new String(content, StandardCharsets.UTF_8);
            if (name.endsWith(".form")) {
                Path expect = entry.resolveSibling(name.replaceFirst("\\.form$", ".expect"));
                return new Case(name, Map.of(name, content), Files.readString(expect));
            }
            return new Case(name, Map.of(fileName(text, name), content), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case readFolder(Path folder, String name) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String about = "";
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String file = String.valueOf(entry.getFileName());
                if (file.endsWith(".txt")) {
                    about = Files.readString(entry);
                } else {
                    files.put(file, Files.readAllBytes(entry));
                }
            }
        }
        if (about.isEmpty()) {
            about = String.join(
                    "\n",
                    files.values().stream()
                            .map(content -> new String(content, StandardCharsets.UTF_8))
                            .filter(text -> OUTCOMES.matcher(text).find())
                            .toList());
        }
        return new Case(name, files, about);
    }

    /** A model is deployed under the name of its process, as it ships, whatever the case is called. */
    private static String fileName(String text, String name) {
        Matcher process = PROCESS.matcher(text);
        boolean shipped = process.find()
                && List.of("contact", "measure", "reminder", "bulkPlan").contains(process.group(1));
        return shipped ? process.group(1) + ".bpmn" : name;
    }
}
