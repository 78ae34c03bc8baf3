package dev.rapport.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads forms as a browser does. */
public final class Forms {

    private static final Pattern INPUT =
            Pattern.compile("<(?:input|textarea)(?=[^>]*name=\"([\\w-]+)\")(?:[^>]*value=\"([^\"]*)\")?[^>]*>([^<]*)");

    private Forms() {}

    /** What a browser would send: hidden fields, texts and what is checked. */
    public static Map<String, String> fields(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (MatchResult input : INPUT.matcher(html).results().toList()) {
            boolean box = input.group().contains("type=\"checkbox\"");
            if (!box || input.group().contains("checked")) {
                String value = input.group().startsWith("<textarea") ? input.group(3) : input.group(2);
                fields.put(input.group(1), value == null ? "" : value.replace("&quot;", "\""));
            }
        }
        fields.remove("q");
        return fields;
    }
}
