package dev.rapport.item.process;

import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** How items travel through variables: what lasts is the item, not a copy of its input. */
public final class ItemVariables {

    /** A record cannot come from a form or over the engine's REST API, so nobody slips one in. */
    private static final String DRAFT = "draft";

    private ItemVariables() {}

    /** The draft as one transient start variable. */
    static VariableMap ofDraft(Object draft) {
        return Variables.createVariables().putValueTyped(DRAFT, Variables.untypedValue(draft, true));
    }

    /** The draft that pages and the API hand in as a whole; null where a form has handed in one variable per field. */
    public static <D> @Nullable D draft(VariableScope scope, Class<D> kind) {
        Object draft = scope.getVariable(DRAFT);
        return kind.isInstance(draft) ? kind.cast(draft) : null;
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
