package dev.rapport.engine;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;

/** Resolves names that expressions can read and nothing else. */
abstract class ReadOnlyResolver extends ELResolver {

    @Override
    public final boolean isReadOnly(ELContext elContext, @Nullable Object base, Object property) {
        return true;
    }

    @Override
    public final void setValue(ELContext elContext, @Nullable Object base, Object property, @Nullable Object value) {
        // nothing is kept
    }

    @Override
    public final @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(
            ELContext elContext, @Nullable Object base) {
        return null;
    }

    @Override
    public final @Nullable Class<?> getCommonPropertyType(ELContext elContext, @Nullable Object base) {
        return null;
    }

    @Override
    public final @Nullable Class<?> getType(ELContext elContext, @Nullable Object base, Object property) {
        return null;
    }
}
