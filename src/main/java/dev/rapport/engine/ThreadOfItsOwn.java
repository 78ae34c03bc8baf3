package dev.rapport.engine;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Where a step does what needs transactions of its own. On the thread of its job the engine would write with the job's
 * session, whatever transaction is open, and so commit at the job's end what is to be committed before (ADR 58).
 */
@Component
public class ThreadOfItsOwn {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AtomicInteger number = new AtomicInteger();

    /** No more at once than there are threads for jobs, each of which waits for one. */
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "order-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** Does the work and waits for it; a trial, which is rolled back as a whole, does it itself. */
    public <T> T run(Supplier<T> work) {
        if (Trial.isRunning()) {
            return work.get();
        }
        Future<T> result = threads.submit(work::get);
        try {
            return result.get();
        } catch (InterruptedException e) {
            // the present turn ends as it does, and no other begins
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while many were changed", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** What is under way is finished, so that its transaction is not undone for nothing. */
    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
