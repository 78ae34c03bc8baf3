package dev.rapport.shared;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in braces that stand for something in a text that an admin writes once: {@code {subject}}. */
public final class Placeholders {

    private static final Pattern NAMED = Pattern.compile("\\{([A-Za-z]+)}");

    private Placeholders() {}

    /** The text with every name that has a value replaced by it, and nothing in these values replaced again. */
    public static String fill(String text, Map<String, String> values) {
        return NAMED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(filled(found, values)));
    }

    private static String filled(MatchResult found, Map<String, String> values) {
        return values.getOrDefault(found.group(1), found.group());
    }
}
