package dev.rapport.engine;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * What people may leave out is empty and not unknown: a model may ask {@code ${empty infotext}} whichever door the report
 * came through. Pages, API and Tasklist's forms hand in different variables when nothing was typed. The same with what a
 * step provides only sometimes, as the lead time of a contact that nobody is to be reminded of. A name that nothing stands
 * behind is unknown all the same.
 */
final class LeftEmpty extends ELResolver {

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

    @Override
    public boolean isReadOnly(ELContext elContext, @Nullable Object base, Object property) {
        return true;
    }

    @Override
    public void setValue(ELContext elContext, @Nullable Object base, Object property, @Nullable Object value) {
        // nothing is kept
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext elContext, @Nullable Object base) {
        return null;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext elContext, @Nullable Object base) {
        return null;
    }

    @Override
    public @Nullable Class<?> getType(ELContext elContext, @Nullable Object base, Object property) {
        return null;
    }
}
