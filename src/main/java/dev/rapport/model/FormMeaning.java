package dev.rapport.model;

import dev.rapport.model.ModelMeaning.Part;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a Camunda Form says: see {@link ModelMeaning}. */
final class FormMeaning {

    /** Who wrote the file, with what and for what. */
    private static final Set<String> OF_THE_FILE = Set.of(
            "exporter", "executionPlatform", "executionPlatformVersion", "schemaVersion", "generation", "$schema");

    private final SortedMap<String, Part> parts = new TreeMap<>();
    private int unnamed;

    private FormMeaning() {}

    static ModelMeaning read(byte[] content) {
        JsonNode form;
        try {
            form = JsonMapper.shared().readTree(content);
        } catch (JacksonException e) {
            // the check says what is wrong with it
            return ModelMeaning.unreadable(content);
        }
        if (!form.isObject()) {
            return ModelMeaning.unreadable(content);
        }
        FormMeaning meaning = new FormMeaning();
        SortedMap<String, Object> own = new TreeMap<>();
        for (var property : form.properties()) {
            if (!OF_THE_FILE.contains(property.getKey()) && !property.getKey().equals("components")) {
                put(own, property.getKey(), property.getValue());
            }
        }
        meaning.parts.put("", new Part("form", null, own.toString(), false));
        meaning.add(form.path("components"), "");
        return new ModelMeaning(meaning.parts);
    }

    /** Fields in the order in which they are shown, those in one row together: that is what a person sees of the layout. */
    private void add(JsonNode components, String parent) {
        StringBuilder order = new StringBuilder();
        String row = "";
        for (JsonNode component : components) {
            String key = key(component, parent);
            String its = component.path("layout").path("row").asString("");
            order.append(!its.isEmpty() && its.equals(row) ? " " : "\n").append(key);
            row = its;
            SortedMap<String, Object> says = new TreeMap<>();
            for (var property : component.properties()) {
                switch (property.getKey()) {
                    case "id", "components" -> {
                        // made up by the tool; parts of their own
                    }
                    case "layout" -> put(says, "columns", property.getValue().path("columns"));
                    default -> put(says, property.getKey(), property.getValue());
                }
            }
            String label =
                    component.path("label").asString(component.path("text").asString(""));
            parts.put(
                    key,
                    new Part(
                            component.path("type").asString(""),
                            label.isBlank() ? null : label.strip(),
                            says.toString(),
                            true));
            add(component.path("components"), key);
        }
        if (!order.isEmpty()) {
            parts.put(parent + " ", new Part("order", null, order.toString(), false));
        }
    }

    /** What submits something has a key; a text or a line has only its place among others of its kind. */
    private String key(JsonNode component, String parent) {
        String own = component.path("key").asString(component.path("path").asString(""));
        String key = parent.isEmpty() ? own : parent + "." + own;
        if (own.isEmpty() || parts.containsKey(key)) {
            unnamed++;
            return component.path("type").asString("") + " " + unnamed;
        }
        return key;
    }

    private static void put(SortedMap<String, Object> into, String name, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            into.put(name, canonical(value));
        }
    }

    /** With the properties of objects in order and without those that are null. */
    private static Object canonical(JsonNode value) {
        if (value.isObject()) {
            SortedMap<String, Object> sorted = new TreeMap<>();
            value.properties().forEach(property -> put(sorted, property.getKey(), property.getValue()));
            return sorted;
        }
        return value.isArray() ? value.valueStream().map(FormMeaning::canonical).toList() : value;
    }
}
