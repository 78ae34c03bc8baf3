package dev.rapport.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reason to refuse a model or form.
 *
 * @param element id of the element, so that the Modeler can mark it
 * @param label what a person calls the element
 * @param code the sentence is the message {@code model.refused.<code>}
 */
record Finding(@Nullable String element, String label, String code, List<Object> arguments) {

    static Finding of(@Nullable String element, String label, String code, Object... arguments) {
        return new Finding(element, label, code, List.of(arguments));
    }
}
