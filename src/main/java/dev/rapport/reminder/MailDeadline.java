package dev.rapport.reminder;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends the sending of a mail that takes too long as a whole. The time-outs of the mail library are for each read and write:
 * a server that says one byte every few seconds would hold a thread for good. Needs {@code mail.smtp.usesocketchannels}: an
 * interrupt closes a channel, and does nothing to a socket.
 */
final class MailDeadline {

    private final Duration longest;

    MailDeadline(Duration longest) {
        this.longest = longest;
    }

    void within(Runnable sending) {
        Attempt attempt = new Attempt(Thread.currentThread());
        CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS)
                .execute(attempt::end);
        try {
            sending.run();
        } finally {
            attempt.done();
        }
    }

    private static final class Attempt {

        private final Thread thread;
        private boolean over;

        Attempt(Thread thread) {
            this.thread = thread;
        }

        synchronized void end() {
            if (!over) {
                thread.interrupt();
            }
        }

        /** From here on nobody interrupts; what has been is forgotten, because the thread goes on with other work. */
        synchronized void done() {
            over = true;
            Thread.interrupted();
        }
    }
}
