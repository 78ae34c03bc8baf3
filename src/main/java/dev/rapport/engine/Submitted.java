package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/** What a form or the API has handed in as variables, whatever type they came in. */
public final class Submitted {

    /** The variable with the version that a completion form showed. */
    public static final String READ_VERSION = "readVersion";

    private Submitted() {}

    public static @Nullable String text(VariableScope scope, String name) {
        Object value = scope.getVariable(name);
        return value == null ? null : value.toString();
    }

    /** The version that the completed form showed, for this completion only; null when nobody says. */
    public static @Nullable Integer readVersion(VariableScope scope) {
        if (scope.getVariable(READ_VERSION) instanceof Number version) {
            scope.removeVariable(READ_VERSION);
            return version.intValue();
        }
        return null;
    }
}
