package dev.rapport.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds a Camunda Form against the kinds of components that cannot bring foreign content into Tasklist. */
final class FormCheck {

    /** Neither html nor iframe, which show what they like; neither image nor documentPreview, which load from anywhere. */
    private static final Set<String> COMPONENTS = Set.of(
            "default",
            "textfield",
            "textarea",
            "number",
            "datetime",
            "expression",
            "checkbox",
            "checklist",
            "radio",
            "select",
            "taglist",
            "text",
            "table",
            "spacer",
            "separator",
            "group",
            "dynamiclist",
            "button");

    private static final Pattern FOREIGN =
            Pattern.compile("(?i)(^|[^a-z])([a-z][a-z0-9+.-]*:)?//[^/\\s]|\\b(javascript|vbscript|data|file):");

    private static final Pattern HTML = Pattern.compile("<\\s*[/!a-zA-Z]");

    private static final int DEEPEST = 40;

    private final List<Finding> findings = new ArrayList<>();

    List<Finding> check(String file, byte[] content) {
        JsonNode form;
        try {
            form = JsonMapper.shared().readTree(content);
        } catch (JacksonException e) {
            return List.of(Finding.of(null, file, "form"));
        }
        if (!form.isObject()
                || form.path("id").asString("").isBlank()
                || !form.path("components").isArray()) {
            return List.of(Finding.of(null, file, "form"));
        }
        visit(form, file, 0);
        return findings;
    }

    private void visit(JsonNode node, String owner, int depth) {
        if (depth > DEEPEST) {
            findings.add(Finding.of(null, owner, "form"));
            return;
        }
        String here = owner;
        if (node.isObject()) {
            String label = node.path("label").asString(node.path("text").asString(""));
            String key = node.path("key").asString(node.path("id").asString(""));
            if (!label.isBlank() || !key.isBlank()) {
                here = label.isBlank() ? key : "„" + shorten(label) + "“" + (key.isBlank() ? "" : " (" + key + ")");
            }
            if (node.has("type") && !COMPONENTS.contains(node.path("type").asString(""))) {
                findings.add(Finding.of(
                        null, here, "form-component", shorten(node.path("type").asString(""))));
            }
        }
        if (node.isString()) {
            String text = node.asString();
            if (HTML.matcher(text).find()) {
                findings.add(Finding.of(null, owner, "html", shorten(text)));
            } else if (FOREIGN.matcher(text).find()) {
                findings.add(Finding.of(null, owner, "url", shorten(text)));
            }
        }
        for (JsonNode below : node) {
            visit(below, here, depth + 1);
        }
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
