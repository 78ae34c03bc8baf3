package dev.rapport.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the words in Thymeleaf's expressions that somebody would read, but nobody could translate. */
final class ShownLiterals {

    private static final Pattern QUOTED = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");

    private static final Pattern SUBSTITUTED = Pattern.compile("\\|([^|]*)\\|");

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}-]*");

    /** What comes before a literal that is compared or looked up and therefore never shown. */
    private static final Pattern ASKED =
            Pattern.compile(".*(?:[=!]=|\\beq|\\bne|\\[|\\.(?:get|containsKey|typed|was)\\()\\s*$");

    private static final Pattern TEXT = Pattern.compile("\\p{Lu}\\p{Ll}+.*|.*\\p{L}[.,:!?]?\\s+\\p{L}.*");

    private static final Set<String> OPERATORS =
            Set.of("and", "or", "not", "eq", "ne", "gt", "lt", "ge", "le", "null", "true", "false");

    /** The same in every language: the product's name, and what stands on keys. */
    private static final Set<String> NAMES = Set.of("Rapport", "K", "N", "S", "Z");

    private final Properties messages;

    /** @param messages whose keys, and beginnings of keys, are no text */
    ShownLiterals(Properties messages) {
        this.messages = messages;
    }

    /** In an attribute whose value is shown: every literal that is no key and is not compared with anything. */
    List<String> shownBy(String expression) {
        List<String> literals = new ArrayList<>(quoted(expression));
        SUBSTITUTED
                .matcher(expression)
                .results()
                .map(match -> bare(match.group(1)))
                .forEach(literals::add);
        String rest =
                SUBSTITUTED.matcher(QUOTED.matcher(expression).replaceAll("")).replaceAll("");
        // a word by itself is a literal too
        WORD.matcher(bare(rest))
                .results()
                .map(MatchResult::group)
                .filter(word -> !OPERATORS.contains(word.toLowerCase(Locale.ROOT)))
                .forEach(literals::add);
        return literals.stream().filter(ShownLiterals::isText).toList();
    }

    /** In one that hands on values, as to a fragment: what looks like words and not like an id. */
    List<String> handedOnBy(String expression) {
        return quoted(expression).stream()
                .filter(ShownLiterals::isText)
                .filter(literal -> TEXT.matcher(literal).matches())
                .toList();
    }

    /** The values of {@code th:attr}, by the attributes they go to. */
    static Map<String, String> assignments(String attr) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : atTopLevel(attr)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.put(part.substring(0, equals).strip(), part.substring(equals + 1));
            }
        }
        return values;
    }

    private static List<String> atTopLevel(String attr) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < attr.length(); i++) {
            char c = attr.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == '}' || c == ')' || c == ']')) {
                depth--;
            } else if (!quoted && depth == 0 && c == ',') {
                parts.add(attr.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(attr.substring(start));
        return parts;
    }

    private List<String> quoted(String expression) {
        List<String> literals = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(expression);
        while (matcher.find()) {
            String after = expression.substring(matcher.end()).stripLeading();
            boolean asked =
                    ASKED.matcher(expression.substring(0, matcher.start())).matches()
                            || after.startsWith("==")
                            || after.startsWith("!=");
            if (!asked && !isKey(matcher.group(1))) {
                literals.add(matcher.group(1));
            }
        }
        return literals;
    }

    private boolean isKey(String literal) {
        return messages.containsKey(literal)
                || (literal.contains(".")
                        && messages.stringPropertyNames().stream().anyMatch(key -> key.startsWith(literal)));
    }

    /** Without the expressions in it, which may hold others. */
    private static String bare(String text) {
        StringBuilder bare = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth > 0) {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            } else if ("$#@*~".indexOf(c) >= 0 && i + 1 < text.length() && text.charAt(i + 1) == '{') {
                depth = 1;
                i++;
            } else {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    private static boolean isText(String literal) {
        return WORD.matcher(literal).results().anyMatch(word -> !NAMES.contains(word.group()));
    }
}
