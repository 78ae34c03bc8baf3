package dev.rapport.model;

import dev.rapport.model.ModelSheet.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A form in words: its fields in the order in which they are shown. */
final class FieldList {

    private FieldList() {}

    static List<Field> of(byte[] content) {
        List<Field> fields = new ArrayList<>();
        try {
            add(JsonMapper.shared().readTree(content).path("components"), 0, fields);
        } catch (JacksonException e) {
            // the check says what is wrong with it
            return List.of();
        }
        return fields;
    }

    private static void add(JsonNode components, int depth, List<Field> fields) {
        for (JsonNode component : components) {
            fields.add(new Field(
                    depth,
                    text(component, "key"),
                    component.has("label") ? text(component, "label") : text(component, "text"),
                    component.path("type").asString(""),
                    component.path("validate").path("required").asBoolean(false)));
            add(component.path("components"), depth + 1, fields);
        }
    }

    private static @Nullable String text(JsonNode component, String property) {
        String text = component.path(property).asString("").strip();
        return text.isEmpty() ? null : text;
    }
}
