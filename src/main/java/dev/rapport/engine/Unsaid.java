package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a way depends on what people still have to say, nobody can look further ahead: empty is not what they will leave
 * empty. In a model that really runs this resolves nothing.
 */
final class Unsaid extends ReadOnlyResolver {

    @Override
    public @Nullable Object getValue(ELContext elContext, @Nullable Object base, Object property) {
        String name = String.valueOf(property);
        if (base == null && LookAhead.asksFor(name) && isEmpty(elContext, name)) {
            LookAhead.end();
        }
        return null;
    }

    private static boolean isEmpty(ELContext elContext, String name) {
        if (elContext.getContext(VariableScope.class) instanceof VariableScope scope) {
            return scope.getVariable(name) == null;
        }
        TypedValue told = elContext.getContext(VariableContext.class) instanceof VariableContext table
                ? table.resolve(name)
                : null;
        return told == null || told.getValue() == null;
    }
}
