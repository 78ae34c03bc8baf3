package dev.rapport.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to say about a model or form.
 *
 * @param resource the file; null when it is about the deployment as a whole
 * @param element id of the element, so that the Modeler and the diagram can mark it
 * @param label what a person calls the element
 * @param code the sentence is the message {@code model.refused.<code>}
 */
public record Finding(
        @Nullable String resource,
        @Nullable String element,
        String label,
        Severity severity,
        String code,
        List<Object> arguments) {

    /** Whether it prevents a deployment. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static Finding of(@Nullable String element, String label, String code, Object... arguments) {
        return new Finding(null, element, label, Severity.ERROR, code, List.of(arguments));
    }

    Finding in(String file) {
        return new Finding(file, element, label, severity, code, arguments);
    }
}
