package dev.rapport.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Lets several people do something at the same moment. */
public final class Together {

    private Together() {}

    /** Starts all at once and waits for what each got. */
    public static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(work.size());
        CyclicBarrier together = new CyclicBarrier(work.size());
        try {
            List<T> answers = new ArrayList<>();
            for (var result : threads.invokeAll(work.stream()
                    .map(each -> (Callable<T>) () -> {
                        together.await(30, TimeUnit.SECONDS);
                        return each.call();
                    })
                    .toList())) {
                answers.add(result.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
