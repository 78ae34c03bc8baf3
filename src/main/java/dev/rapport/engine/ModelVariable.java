package dev.rapport.engine;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A variable that models may name.
 *
 * @param values all it can ever hold, as an expression writes them and in the order in which they are listed; empty where there is no end of them
 */
public record ModelVariable(String name, Type type, Set<String> values) {

    /** What it holds, and so where it may stand. */
    public enum Type {
        TEXT,
        NUMBER,
        FLAG,
        /** A moment, such as a timer or a due date needs. */
        MOMENT,
        /** A length of time, such as a timer can wait. */
        PERIOD,
        /** One of the {@link ModelVariable#values}. */
        CODE
    }

    public static ModelVariable text(String name) {
        return new ModelVariable(name, Type.TEXT, Set.of());
    }

    public static ModelVariable number(String name) {
        return new ModelVariable(name, Type.NUMBER, Set.of());
    }

    public static ModelVariable flag(String name) {
        return new ModelVariable(name, Type.FLAG, Set.of("true", "false"));
    }

    public static ModelVariable moment(String name) {
        return new ModelVariable(name, Type.MOMENT, Set.of());
    }

    public static ModelVariable period(String name) {
        return new ModelVariable(name, Type.PERIOD, Set.of());
    }

    public static ModelVariable code(String name, Set<String> values) {
        return new ModelVariable(name, Type.CODE, Collections.unmodifiableSet(new LinkedHashSet<>(values)));
    }
}
