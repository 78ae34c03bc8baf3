package dev.rapport.database;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the embedded server again when it has ended without being told to: killed by an operator, by the system for want
 * of memory, by itself after a fault. It recovers what was committed from its own log.
 */
final class DatabaseWatch {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long what is left of a killed server may take to notice it, before it is ended. */
    private static final Duration PATIENCE_WITH_ORPHANS = Duration.ofSeconds(3);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Postmaster postmaster;
    private final ServerPrograms programs;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "database-watch");

    DatabaseWatch(Postmaster postmaster, ServerPrograms programs) {
        this.postmaster = postmaster;
        this.programs = programs;
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    /** From now on a server that ends stays so. A start that is under way is waited for, for it must not outlive this. */
    void end() {
        ended.countDown();
        try {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!hasEndedAfter(LOOK)) {
                if (postmaster.running().isEmpty()) {
                    log.warn("The embedded PostgreSQL has ended without being told to; it is started again");
                    startAgain();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() throws InterruptedException {
        long begin = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String why;
            try {
                clear(postmaster);
                ServerPrograms.Ended start = programs.startAgain();
                if (start.well()) {
                    log.warn(
                            "The embedded PostgreSQL is back after {} ms",
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                    return;
                }
                why = start.lastWords();
            } catch (IOException | RuntimeException e) {
                why = e.toString();
            }
            if (postmaster.running().isPresent()) {
                log.warn("The embedded PostgreSQL takes long to recover: {}", why);
                return;
            }
            log.error("The embedded PostgreSQL does not start; next try in {} s: {}", pause.toSeconds(), why);
            if (hasEndedAfter(pause)) {
                return;
            }
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    private boolean hasEndedAfter(Duration pause) throws InterruptedException {
        return ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Clears away what a server that was killed has left and what the next one would stumble over. */
    static void clear(Postmaster postmaster) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<ProcessHandle> orphans = postmaster.orphans();
        while (!orphans.isEmpty()) {
            if (System.nanoTime() - begin > PATIENCE_WITH_ORPHANS.toNanos()) {
                // its server is dead, so it can acknowledge nothing more; what it had committed is in the log
                orphans.forEach(ProcessHandle::destroyForcibly);
            }
            // no children of ours, so nothing wakes us: ProcessHandle.onExit() was measured to tell 1.5 s late, and
            // nothing of dead ones whom nobody buries; this ends, because they are killed after a while
            Thread.sleep(50);
            orphans = postmaster.orphans();
        }
        postmaster.forgetDead();
    }
}
