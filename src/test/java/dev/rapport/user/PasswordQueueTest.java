package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PasswordQueueTest {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final PasswordQueue queue = new PasswordQueue();

    @Test
    void fewAreCheckedAtOnceAndTheRestIsToldAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(60);
        int refused = 60 - Math.max(1, PROCESSORS / 2) - 10;
        CountDownLatch toldAtOnce = new CountDownLatch(refused);
        CountDownLatch hashing = new CountDownLatch(1);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try {
            List<Future<Optional<Boolean>>> guesses = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                guesses.add(threads.submit(() -> {
                    Optional<Boolean> checked = queue.check(false, () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        await(hashing);
                        now.decrementAndGet();
                        return true;
                    });
                    if (checked.isEmpty()) {
                        toldAtOnce.countDown();
                    }
                    return checked;
                }));
            }
            assertThat(toldAtOnce.await(1900, TimeUnit.MILLISECONDS)).isTrue();
            assertThat(queue.check(true, () -> true))
                    .as("whoever is known does not wait behind strangers")
                    .hasValue(true);
            hashing.countDown();
            for (Future<Optional<Boolean>> guess : guesses) {
                assertThat(guess.get(10, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(most.get()).isLessThanOrEqualTo(Math.max(1, PROCESSORS / 2));
            assertThat(queue.check(false, () -> false)).as("afterwards").hasValue(false);
        } finally {
            hashing.countDown();
            threads.shutdownNow();
        }
    }

    /** The switch of the test above: whatever comes is hashed at once, on all processors. */
    @Test
    void withoutTheQueueAllAreCheckedAtOnce() throws Exception {
        int guesses = PROCESSORS + 10;
        var threads = Executors.newFixedThreadPool(guesses);
        CountDownLatch hashing = new CountDownLatch(guesses);
        try {
            for (int i = 0; i < guesses; i++) {
                threads.execute(() -> {
                    hashing.countDown();
                    await(hashing);
                });
            }
            assertThat(hashing.await(10, TimeUnit.SECONDS))
                    .as("all of them under way")
                    .isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
