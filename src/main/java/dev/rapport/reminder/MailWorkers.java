package dev.rapport.reminder;

import dev.rapport.reminder.ReminderOutbox.MailsWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends what is in the outbox: a few threads of their own, hence as many connections to the mail server, however many mails
 * wait and however long it takes. They are woken when something comes, and look every few seconds for what another node
 * has left and for what may be tried again.
 */
@Component
class MailWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MailWorkers.class);

    /** A mail on the way may finish: its transaction would else be undone, and another node would send it once more. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final ReminderOutbox outbox;
    private final int number;
    private final Duration pause;

    /** Each call is a phase. */
    private final Phaser calls = new Phaser(1);

    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean running;

    /**
     * @param number of mails on their way at once; none where another node sends them
     * @param pause until it looks again, if nobody says that there is something
     */
    MailWorkers(
            ReminderOutbox outbox,
            @Value("${rapport.mail.workers}") int number,
            @Value("${rapport.mail.look-every}") Duration pause) {
        this.outbox = outbox;
        this.number = number;
        this.pause = pause;
    }

    @TransactionalEventListener
    void wake(MailsWait waiting) {
        call();
    }

    /** One after the other: who calls while a phase is being ended would be none of its parties. */
    private void call() {
        synchronized (calls) {
            calls.arrive();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 1; i <= number; i++) {
            Thread worker = new Thread(this::work, "mail-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    private void work() {
        while (running) {
            int heard = calls.getPhase();
            boolean sending;
            try {
                sending = outbox.sendNext();
            } catch (RuntimeException e) {
                log.warn("Mails cannot be sent at the moment: {}", e.toString());
                sending = false;
            }
            if (!sending) {
                await(heard);
            }
        }
    }

    private void await(int heard) {
        try {
            calls.awaitAdvanceInterruptibly(heard, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.trace("Nobody has called: looking all the same");
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        call();
        for (Thread worker : workers) {
            try {
                worker.join(STOP_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
