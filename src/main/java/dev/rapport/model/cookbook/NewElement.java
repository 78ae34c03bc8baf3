package dev.rapport.model.cookbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a move puts into a drawing.
 *
 * @param id which the Modeler would make up; a recipe names it, so that it is drawn alike each time
 * @param template of the palette without its prefix, such as {@code requireCampaign}; null for an element of BPMN itself
 * @param said what is typed into its fields, by the names that these have in the file; what is not named stays as preset
 */
public record NewElement(String id, Shape shape, @Nullable String template, Map<String, String> said) {

    /** Elements of BPMN, called as there. */
    public enum Shape {
        SERVICE_TASK,
        USER_TASK,
        BUSINESS_RULE_TASK,
        EXCLUSIVE_GATEWAY,
        BOUNDARY_EVENT,
        SUB_PROCESS,
        START_EVENT,
        END_EVENT
    }

    static final String NAME = "name";

    /** A step from the palette. */
    static NewElement step(String id, String template, String name) {
        return new NewElement(id, Shape.SERVICE_TASK, template, Map.of(NAME, name));
    }

    /** An element that does not come from a template; the empty name for one that needs none. */
    static NewElement plain(Shape shape, String id, String name) {
        return new NewElement(id, shape, null, Map.of(NAME, name));
    }

    /** An element of a type that is not a step, from a template of the palette. */
    static NewElement from(Shape shape, String id, String template, String name) {
        return new NewElement(id, shape, template, Map.of(NAME, name));
    }

    /** With one more field filled in. */
    NewElement with(String field, String value) {
        Map<String, String> more = new LinkedHashMap<>(said);
        more.put(field, value);
        return new NewElement(id, shape, template, more);
    }

    String name() {
        return Objects.requireNonNull(said.get(NAME));
    }
}
