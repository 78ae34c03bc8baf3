package dev.rapport.engine;

import dev.rapport.contacttype.ContactType;
import dev.rapport.contacttype.ContactTypes;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;

/**
 * What the steps say of themselves and what the processes can rely on, as the application knows it, without the
 * application: these steps have nobody to work with, and none is ever run.
 */
public final class PlainSteps {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final List<ItemFacts> facts;

    public PlainSteps() {
        for (Class<?> type : found(new AssignableTypeFilter(ModelStep.class))) {
            Component component = type.getAnnotation(Component.class);
            if (component != null) {
                context.getBeanFactory().registerSingleton(component.value(), alone(type));
            }
        }
        context.register(found(new RegexPatternTypeFilter(Pattern.compile(".*ProcessConfiguration")))
                .toArray(Class<?>[]::new));
        // what else is configured there, nobody asks for
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.refresh();
        facts = found(new AssignableTypeFilter(ItemFacts.class)).stream()
                .<ItemFacts>map(type -> (ItemFacts) alone(type))
                .toList();
    }

    public ModelSteps steps() {
        return new ModelSteps(context);
    }

    public List<Lifecycle> lifecycles() {
        return List.copyOf(context.getBeansOfType(Lifecycle.class).values());
    }

    /** What can be asked of items, where the contact types are the shipped ones. */
    public List<ItemFacts> facts() {
        return facts;
    }

    private static List<? extends Class<?>> found(TypeFilter filter) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(filter);
        return scanner.findCandidateComponents("dev.rapport").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(String.valueOf(name), PlainSteps.class.getClassLoader()))
                .toList();
    }

    /** Its constructor keeps whom it works with and asks nobody. */
    private static Object alone(Class<?> step) {
        Constructor<?> constructor = step.getDeclaredConstructors()[0];
        return BeanUtils.instantiateClass(
                constructor,
                Arrays.stream(constructor.getParameterTypes())
                        .map(asked -> asked == ContactTypes.class ? shippedTypes() : null)
                        .toArray());
    }

    private static Object shippedTypes() {
        List<ContactType> types = Stream.of("CALL", "EMAIL", "FAX", "LETTER", "VISIT", "MEETING")
                .map(code -> {
                    ContactType type = BeanUtils.instantiateClass(ContactType.class);
                    ReflectionTestUtils.setField(type, "code", code);
                    return type;
                })
                .toList();
        return Proxy.newProxyInstance(
                ContactTypes.class.getClassLoader(),
                new Class<?>[] {ContactTypes.class},
                (proxy, method, arguments) -> types);
    }
}
