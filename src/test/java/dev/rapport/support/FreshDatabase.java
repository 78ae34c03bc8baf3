package dev.rapport.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.util.FileSystemUtils;

/**
 * Throws away the database of the last test run before the first context of this one starts, also when that run was
 * killed and its server lives on. The unpacked binaries stay.
 */
@Order(0)
public class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicBoolean done = new AtomicBoolean();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (done.compareAndSet(false, true)) {
            delete(Path.of(context.getEnvironment().getRequiredProperty("rapport.data-dir")));
        }
    }

    private static void delete(Path dataDirectory) {
        try {
            Postmaster.stop(dataDirectory);
            FileSystemUtils.deleteRecursively(dataDirectory.resolve("postgres"));
            Files.deleteIfExists(dataDirectory.resolve("postgres.port"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
