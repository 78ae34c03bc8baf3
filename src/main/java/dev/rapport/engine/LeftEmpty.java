package dev.rapport.engine;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.jspecify.annotations.Nullable;

/**
 * What people may leave out is empty and not unknown: a model may ask {@code ${empty infotext}} whichever door the report
 * came through. Pages, API and Tasklist's forms hand in different variables when nothing was typed. The same with what a
 * step provides only sometimes, as the lead time of a contact that nobody is to be reminded of. A name that nothing stands
 * behind is unknown all the same.
 */
final class LeftEmpty extends ReadOnlyResolver {

    private final DeclaredVariables declared;

    LeftEmpty(DeclaredVariables declared) {
        this.declared = declared;
    }

    @Override
    public @Nullable Object getValue(ELContext elContext, @Nullable Object base, Object property) {
        boolean evaluating = elContext.getContext(VariableScope.class) != null;
        if (base == null && evaluating && declared.contain(String.valueOf(property))) {
            elContext.setPropertyResolved(true);
        }
        return null;
    }
}
