package dev.rapport.e2e;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * A test in a real browser against the packaged application. A test method takes what it needs as parameters: the
 * {@link RapportProcess} shared by all such tests (do not stop it), {@link Browsers} to open windows in, which are closed and
 * checked for errors when the method ends, and the {@link com.icegreen.greenmail.util.GreenMail} that Rapport sends to.
 * The data is shared too: use names of your own.
 *
 * <p>Two classes run at a time, one of them with the shared application and one with its own: those wait most of their time,
 * for starts and for time to pass.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EndToEndExtension.class)
@ResourceLock(providers = EndToEndTest.SharedApplication.class)
public @interface EndToEndTest {

    /** Whether everything that it changes is changed in an application of its own. */
    boolean ownApplication() default false;

    /** What one class at a time has. */
    final class SharedApplication implements ResourceLocksProvider {

        @Override
        public Set<Lock> provideForClass(Class<?> testClass) {
            return testClass.getAnnotation(EndToEndTest.class).ownApplication()
                    ? Set.of()
                    : Set.of(new Lock("shared application"));
        }
    }
}
