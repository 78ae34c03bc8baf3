package dev.rapport.engine;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * What people may leave out is empty and not unknown: a model may ask {@code ${empty infotext}} whichever door the report
 * came through. Pages, API and Tasklist's forms hand in different variables when nothing was typed. The same with what a
 * step provides only sometimes, as the lead time of a contact that nobody is to be reminded of. A name that nothing stands
 * behind is unknown all the same.
 */
final class LeftEmpty extends ELResolver {

    private final ApplicationContext context;
    private volatile @Nullable Set<String> inputs;

    LeftEmpty(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object getValue(ELContext elContext, @Nullable Object base, Object property) {
        boolean evaluating = elContext.getContext(VariableScope.class) != null;
        if (base == null && evaluating && inputs().contains(String.valueOf(property))) {
            elContext.setPropertyResolved(true);
        }
        return null;
    }

    /** Read when first used: the engine is built before the processes that say what they take. */
    private Set<String> inputs() {
        Set<String> known = inputs;
        if (known == null) {
            Stream<ModelVariable> handedIn = context.getBeansOfType(Lifecycle.class).values().stream()
                    .map(Lifecycle::work)
                    .filter(work -> work != null)
                    .flatMap(work -> work.inputs().stream());
            Stream<ModelVariable> provided = context.getBeansOfType(ModelStep.class).values().stream()
                    .flatMap(step -> step.declaration().provides().stream());
            known = Stream.concat(handedIn, provided).map(ModelVariable::name).collect(Collectors.toUnmodifiableSet());
            inputs = known;
        }
        return known;
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
