package dev.rapport.item.process;

import dev.rapport.engine.Submitted;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;

/** How items travel through variables: what lasts is the item, not a copy of its input. */
public final class ItemVariables {

    /** A record cannot come from a form or over the engine's REST API, so nobody slips one in. */
    private static final String DRAFT = "draft";

    private static final String EXACT = "exact";

    private ItemVariables() {}

    /** The draft as one transient start variable. */
    static VariableMap ofDraft(Object draft) {
        return Variables.createVariables().putValueTyped(DRAFT, Variables.untypedValue(draft, true));
    }

    /**
     * The draft that pages and the API hand in as a whole; a form hands in one variable for each of its fields, which has the
     * field's name.
     *
     * @param read takes what a form hands in, as people type it
     */
    public static <D extends Record> D draft(VariableScope scope, Class<D> kind, UnaryOperator<D> read) {
        Object draft = scope.getVariable(DRAFT);
        return kind.isInstance(draft)
                ? kind.cast(draft)
                : read.apply(BeanUtils.instantiateClass(
                        BeanUtils.getResolvableConstructor(kind),
                        Stream.of(kind.getRecordComponents())
                                .map(field -> field.getType() == Boolean.class
                                        ? flag(scope, field.getName())
                                        : Submitted.text(scope, field.getName()))
                                .toArray()));
    }

    /** Says that what is handed in is no form's: dates, times and durations are what they are, and not as people type them. */
    public static void putExact(VariableMap variables) {
        variables.putValueTyped(EXACT, Variables.untypedValue(true, true));
    }

    /** Whether dates, times and durations may be as people type them. */
    public static boolean areTyped(VariableScope scope) {
        return scope.getVariable(EXACT) == null;
    }

    /** Takes away what a form has handed in: what lasts is the item. */
    public static void forgetDraft(VariableScope scope, Class<? extends Record> kind) {
        scope.removeVariables(Stream.of(kind.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
    }

    private static @Nullable Boolean flag(VariableScope scope, String name) {
        String value = Submitted.text(scope, name);
        return value == null ? null : Boolean.valueOf(value);
    }

    /** Adds what was said. */
    public static void put(Map<String, Object> variables, String name, @Nullable Object value) {
        if (value != null) {
            variables.put(name, value);
        }
    }

    /** Adds a long text that was said; it lasts in the item. */
    public static void putText(VariableMap variables, String name, @Nullable String value) {
        if (value != null) {
            variables.putValueTyped(name, Variables.untypedValue(value, true));
        }
    }
}
