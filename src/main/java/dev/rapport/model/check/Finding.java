package dev.rapport.model.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something about a model or form that its designer should know.
 *
 * @param resource name of the file; null where it is about the deployment as a whole
 * @param element id of the element, so that the Modeler and the page can mark it
 * @param label what a person calls the element
 * @param code the sentence is the message {@code model.refused.<code>}
 * @param arguments of the sentence, as they can be kept: texts, numbers, and the course of a trial as a list of texts
 */
public record Finding(
        @Nullable String resource,
        @Nullable String element,
        String label,
        Severity severity,
        String code,
        List<Object> arguments) {

    /** Whether it may be deployed all the same. */
    public enum Severity {
        /** Nothing is deployed. */
        ERROR,
        /** Shown and kept; what somebody may well want. */
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    public static Finding error(
            @Nullable String resource, @Nullable String element, String label, String code, Object... arguments) {
        return new Finding(resource, element, label, Severity.ERROR, code, List.of(arguments));
    }
}
