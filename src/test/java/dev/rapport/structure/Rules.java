package dev.rapport.structure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The rules that are explained in {@code src/docs/rules.md}, and what cites them. */
final class Rules {

    static final Path DOCUMENT = Path.of("src/docs/rules.md");

    private static final Pattern EXPLAINED = Pattern.compile("(?ms)^\\*\\*(\\d+)\\. (.*?)(?=^\\*\\*\\d+\\. |^## |\\z)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("[a-z]+(?:/[a-z]+)*/[A-Z]\\w+");

    /** A line's end inside a comment. */
    private static final Pattern LINE_END = Pattern.compile("\\R\\s*(?:\\*|//|--|#)?\\s*");

    private static final Pattern CITED =
            Pattern.compile("\\b[Rr]ules?\\s+(\\d+(?:(?:\\s*,\\s*and|\\s*,|\\s+and|\\s+or|\\s+to|\\s*[–-])\\s*\\d+)*)");

    /** A number, and whether those between it and the one before are meant too. */
    private static final Pattern NUMBER = Pattern.compile("(to|[–-])?\\s*(\\d+)");

    private Rules() {}

    /**
     * One rule.
     *
     * @param text all that is said of it, its title first
     */
    record Rule(int number, String text) {

        /** What follows one of the headings <i>From</i>, <i>Kept by</i> and <i>Not yet</i>; empty without it. */
        String under(String heading) {
            Matcher part = Pattern.compile("(?ms)^- \\*" + heading + "\\*: (.*?)(?=^- \\*|\\z)")
                    .matcher(text);
            return part.find() ? part.group(1).strip() : "";
        }

        /** Classes that keep it, its home first. */
        List<String> classes() {
            return Rules.classes(under("Kept by"));
        }
    }

    /** In the order of the document. */
    static List<Rule> explained() throws IOException {
        return EXPLAINED
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(rule -> new Rule(Integer.parseInt(rule.group(1)), rule.group(2)))
                .toList();
    }

    /** What a text has set in code. */
    static List<String> names(String text) {
        return CODE.matcher(text).results().map(name -> name.group(1)).toList();
    }

    /** The classes that a text names by their modules: {@code measure/CampaignRequired}. */
    static List<String> classes(String text) {
        return names(text).stream()
                .filter(name -> CLASS.matcher(name).matches())
                .toList();
    }

    static Path source(String type) {
        return Path.of("src/main/java/dev/rapport/" + type + ".java");
    }

    /** Numbers of the rules that a text cites, as "rule 4", "rules 6, 8 and 29" or "rules 13 to 17", also across lines. */
    static SortedSet<Integer> citedIn(String text) {
        SortedSet<Integer> cited = new TreeSet<>();
        CITED.matcher(LINE_END.matcher(text).replaceAll(" "))
                .results()
                .map(citation -> citation.group(1))
                .forEach(numbers -> cited.addAll(numbers(numbers)));
        return cited;
    }

    private static List<Integer> numbers(String citation) {
        List<Integer> numbers = new ArrayList<>();
        for (MatchResult each : NUMBER.matcher(citation).results().toList()) {
            int number = Integer.parseInt(each.group(2));
            int first = each.group(1) == null ? number : numbers.get(numbers.size() - 1) + 1;
            IntStream.rangeClosed(first, number).forEach(numbers::add);
        }
        return numbers;
    }
}
