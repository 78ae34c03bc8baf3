package dev.rapport.support;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Interrupts a property that does not end, as JUnit's own limit does with a test: jqwik has none. */
public class TimeLimit implements AroundPropertyHook {

    private static final long MINUTES = 10;

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        Thread running = Thread.currentThread();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try {
            var alarm = watch.schedule(running::interrupt, MINUTES, TimeUnit.MINUTES);
            PropertyExecutionResult result = property.execute();
            if (alarm.isDone()) {
                Thread.interrupted();
                return result.mapToFailed("ran longer than " + MINUTES + " minutes");
            }
            return result;
        } finally {
            watch.shutdownNow();
        }
    }
}
