package dev.rapport.user;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * A password takes long to check, on purpose. So that a flood of guesses takes neither all processors nor all request threads,
 * few are checked at once, few wait for it, and the rest is told at once to come back. Whoever is known from before waits in a
 * queue of his own.
 */
@Component
public class PasswordQueue {

    /** Half of the processors for strangers and as many for whoever is known. */
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Less than half of the request threads for both. */
    private static final int WAITING = 10;

    /** As long as those before take; an outage that begins meanwhile is still said within three seconds. */
    private static final long PATIENCE_MILLIS = 900;

    private final Queue strangers = new Queue();
    private final Queue known = new Queue();

    /**
     * Checks a password when it is its turn.
     *
     * @return empty when too many are waiting already
     */
    public Optional<Boolean> check(boolean isKnown, BooleanSupplier password) {
        return (isKnown ? known : strangers).check(password);
    }

    private static final class Queue {

        private final Semaphore waiting = new Semaphore(AT_ONCE + WAITING);
        private final Semaphore checking = new Semaphore(AT_ONCE, true);

        Optional<Boolean> check(BooleanSupplier password) {
            if (!waiting.tryAcquire()) {
                return Optional.empty();
            }
            try {
                if (!checking.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(password.getAsBoolean());
                } finally {
                    checking.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                waiting.release();
            }
        }
    }
}
