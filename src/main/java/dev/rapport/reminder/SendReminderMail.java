package dev.rapport.reminder;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends the mails of a raised reminder, as its model says: it hands them to the outbox, from where {@link MailWorkers} send
 * them. What becomes of them is of no concern to the model (ADR 44).
 */
@Service
public class SendReminderMail {

    private final ReminderOutbox outbox;

    SendReminderMail(ReminderOutbox outbox) {
        this.outbox = outbox;
    }

    /** Sends what is waiting for one reminder; they leave when the transaction has been committed. */
    @Transactional
    public void send(Long reminderId) {
        outbox.handOver(reminderId);
    }
}
