package dev.rapport.model.check;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Holds a Camunda Form against the kinds of components that cannot bring foreign content into Tasklist. */
final class FormVocabulary {

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

    private final Findings findings;

    FormVocabulary(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode form, String file) {
        visit(form, file, 0);
    }

    private void visit(JsonNode node, String owner, int depth) {
        if (depth > DEEPEST) {
            findings.ofPart(null, owner, "form");
            return;
        }
        String here = owner;
        if (node.isObject()) {
            String label = node.path("label").asString(node.path("text").asString(""));
            String key = node.path("key").asString(node.path("id").asString(""));
            if (!label.isBlank() || !key.isBlank()) {
                here = label.isBlank()
                        ? key
                        : "„" + Findings.shorten(label) + "“" + (key.isBlank() ? "" : " (" + key + ")");
            }
            if (node.has("type") && !COMPONENTS.contains(node.path("type").asString(""))) {
                findings.ofPart(
                        null,
                        here,
                        "form-component",
                        Findings.shorten(node.path("type").asString("")));
            }
        }
        if (node.isString()) {
            String text = node.asString();
            if (HTML.matcher(text).find()) {
                findings.ofPart(null, owner, "html", Findings.shorten(text));
            } else if (FOREIGN.matcher(text).find()) {
                findings.ofPart(null, owner, "url", Findings.shorten(text));
            }
        }
        for (JsonNode below : node) {
            visit(below, here, depth + 1);
        }
    }
}
