package dev.rapport.model.cookbook;

import dev.rapport.model.cookbook.Cookbook.Field;
import dev.rapport.model.cookbook.Cookbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;

/** Puts moves into words of one language. Things are called what they are called in the drawing at the time. */
final class Words {

    private final Drawing drawing;
    private final Map<String, JsonNode> palette;
    private final MessageSource messages;
    private final Locale language;

    /** @param palette templates by their names, in the language */
    Words(Drawing drawing, Map<String, JsonNode> palette, MessageSource messages, Locale language) {
        this.drawing = drawing;
        this.palette = palette;
        this.messages = messages;
        this.language = language;
    }

    Step step(String key, String... arguments) {
        return new Step(text(key, arguments), List.of());
    }

    /** A step that puts something into the drawing: what to make of it comes behind. */
    Step put(NewElement element, String key, String... arguments) {
        String sentence = text(key, arguments);
        if (element.template() != null) {
            String chosen = sentence + " " + text("cookbook.move.template", template(element.template()));
            return new Step(chosen, fields(element.template(), element.said()));
        }
        boolean named = !element.name().isEmpty();
        return new Step(named ? sentence + " " + text("cookbook.move.called", element.name()) : sentence, List.of());
    }

    /** A step that fills in fields of a template. */
    Step fill(String template, Map<String, String> said, String key, String... arguments) {
        return new Step(text(key, arguments), fields(template, said));
    }

    private List<Field> fields(String template, Map<String, String> said) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode property : inPalette(template).path("properties")) {
            String value = said.get(property.path("binding").path("name").asString());
            if (value != null) {
                fields.add(new Field(property.path("label").asString(), shown(property, value)));
            }
        }
        if (fields.size() != said.size()) {
            throw new IllegalStateException(template + " lacks fields of " + said.keySet());
        }
        return fields;
    }

    /** As the Modeler shows it: of a list, what the choice is called. */
    private static String shown(JsonNode property, String value) {
        for (JsonNode choice : property.path("choices")) {
            if (choice.path("value").asString().equals(value)) {
                return choice.path("name").asString();
            }
        }
        return value;
    }

    /** What the Modeler's menu calls an element of this type. */
    String kind(NewElement element) {
        return text("cookbook.kind." + element.shape());
    }

    String template(String name) {
        return inPalette(name).path("name").asString();
    }

    private JsonNode inPalette(String name) {
        JsonNode template = palette.get(name);
        if (template == null) {
            throw new IllegalStateException("The palette has no " + name);
        }
        return template;
    }

    String name(String element) {
        return drawing.name(element);
    }

    /** An arrow by its name, which may be there twice, or by what it connects. */
    String arrow(String id) {
        Drawing.Arrow arrow = drawing.arrow(id);
        return arrow.name().isEmpty()
                ? ends(id)
                : text("cookbook.arrow.named", arrow.name(), drawing.name(arrow.from()));
    }

    /** An arrow by what it connects. */
    String ends(String id) {
        Drawing.Arrow arrow = drawing.arrow(id);
        return text("cookbook.arrow.between", called(arrow.from()), called(arrow.to()));
    }

    /** A joining gateway has no name: it is the one before what comes next. */
    String called(String element) {
        String name = drawing.name(element);
        return name.isEmpty()
                ? text("cookbook.join", drawing.name(drawing.behind(element)))
                : text("cookbook.name", name);
    }

    private String text(String key, String... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
