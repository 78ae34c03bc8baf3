package dev.rapport.shared;

import java.util.List;

/**
 * One refused input: which field, why, and what the sentence needs.
 *
 * @param field the field's name in forms, process variables and the API alike
 * @param code stable code, see {@code api.md}; the sentence is the message {@code error.<code>}
 * @param arguments values for the sentence's placeholders
 */
public record FieldError(String field, String code, List<Object> arguments) {

    public FieldError {
        arguments = List.copyOf(arguments);
    }

    public static FieldError of(String field, String code, Object... arguments) {
        return new FieldError(field, code, List.of(arguments));
    }
}
