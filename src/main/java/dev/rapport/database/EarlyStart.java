package dev.rapport.database;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Starts the embedded database while Spring is still reading the application. Unpacking it and creating its files takes
 * seconds of a first start, and neither needs anything of the other.
 */
// after those of tests, which throw away the data of the last run
@Order(Ordered.LOWEST_PRECEDENCE)
final class EarlyStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** A database that is starting. */
    static final class Starting {

        private final FutureTask<EmbeddedDatabase> start;

        private Starting(Path dataDirectory) {
            start = new FutureTask<>(() -> EmbeddedDatabase.start(dataDirectory));
            new Thread(start, "embedded-database").start();
        }

        /** Waits until it has started. */
        EmbeddedDatabase started() throws InterruptedException {
            try {
                return start.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException reason
                        ? reason
                        : new IllegalStateException(e.getCause());
            }
        }
    }

    /** As {@link EmbeddedDatabaseConfiguration} decides. */
    static boolean isWanted(Environment environment) {
        return "embedded".equals(environment.getProperty("spring.datasource.url", "embedded"));
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (isWanted(context.getEnvironment())) {
            Path dataDirectory = Path.of(context.getEnvironment().getRequiredProperty("rapport.data-dir"));
            context.getBeanFactory().registerSingleton(Starting.class.getName(), new Starting(dataDirectory));
        }
    }
}
