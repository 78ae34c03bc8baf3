package dev.rapport.engine;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * The only beans that a model's expressions can name: the steps ({@link ModelStep}). Looked up when used, because the
 * steps need the engine's services and the engine is built first.
 */
final class StepBeans extends AbstractMap<Object, Object> {

    private final ApplicationContext context;

    StepBeans(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && context.containsBean(name) && context.isTypeMatch(name, ModelStep.class);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key != null && containsKey(key) ? context.getBean((String) key) : null;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        return context.getBeansOfType(ModelStep.class).entrySet().stream()
                .map(entry -> Map.<Object, Object>entry(entry.getKey(), entry.getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
