package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends requests of one kind to a running application, first some that warm it up, then those that count: one after the other,
 * or of several people at once.
 */
final class Measuring {

    private final Supplier<Cpu> cpu;
    private final int warmUp;
    private final int measured;

    /**
     * @param warmUp how many requests of each person do not count
     * @param measured how many do
     */
    Measuring(RapportProcess rapport, int warmUp, int measured) {
        this(() -> Cpu.of(rapport), warmUp, measured);
    }

    /** @param cpu what has been spent by whoever works */
    Measuring(Supplier<Cpu> cpu, int warmUp, int measured) {
        this.cpu = cpu;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Of one person alone, a page that is there. */
    Measured page(Session session, String path) {
        return of(
                List.of(session),
                each -> assertThat(each.get(path).statusCode()).as(path).isEqualTo(200));
    }

    /**
     * @param people who send at the same time, each one request after the other
     * @param request sends one and checks its answer; what is wrong is noted, and the next one sent
     */
    <T> Measured of(List<T> people, Consumer<T> request) {
        ExecutorService threads = Executors.newFixedThreadPool(people.size());
        try {
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            together(threads, people, noting(failures, request), warmUp);
            failures.clear();
            Cpu before = cpu.get();
            List<Long> nanos = together(threads, people, noting(failures, request), measured);
            return new Measured(nanos, cpu.get().since(before), List.copyOf(failures));
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Consumer<T> noting(Queue<String> failures, Consumer<T> request) {
        return person -> {
            try {
                request.accept(person);
            } catch (AssertionError wrong) {
                failures.add(String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "));
            }
        };
    }

    /** What each took, the quickest first. */
    private static <T> List<Long> together(ExecutorService threads, List<T> people, Consumer<T> request, int times) {
        List<Future<List<Long>>> running = new ArrayList<>();
        for (T person : people) {
            running.add(threads.submit(() -> {
                List<Long> nanos = new ArrayList<>();
                for (int i = 0; i < times; i++) {
                    long begin = System.nanoTime();
                    request.accept(person);
                    nanos.add(System.nanoTime() - begin);
                }
                return nanos;
            }));
        }
        return running.stream().flatMap(each -> done(each).stream()).sorted().toList();
    }

    private static List<Long> done(Future<List<Long>> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
