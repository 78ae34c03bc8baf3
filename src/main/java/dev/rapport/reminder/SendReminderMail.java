package dev.rapport.reminder;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Service;

/**
 * Sends the mails of a raised reminder from the outbox. Each mail has a transaction of its own, so that one recipient's
 * failure neither loses nor doubles another's; the job is then retried for those that are left.
 */
@Service
public class SendReminderMail {

    /** Some mails could not be sent; they wait in the outbox for the job's next try. */
    public static final class MailsLeft extends RuntimeException {
        private static final long serialVersionUID = 1;

        MailsLeft(int left) {
            super(left + " reminder mail(s) could not be sent and will be tried again");
        }
    }

    private static final Logger log = LoggerFactory.getLogger(SendReminderMail.class);

    private final JdbcClient jdbc;
    private final ReminderOutbox outbox;

    SendReminderMail(JdbcClient jdbc, ReminderOutbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /**
     * Sends what is waiting for one reminder.
     *
     * @throws MailsLeft when at least one mail could not be sent
     */
    public void send(Long reminderId) {
        List<Long> waiting =
                jdbc.sql("""
                        select m.id from rapport.reminder_mail m
                        join rapport.reminder r on r.id = m.reminder_id and r.raised_at = m.raised_at
                        where m.reminder_id = :id and m.status in ('PENDING', 'FAILED') order by m.id""").param("id", reminderId).query(Long.class).list();
        int left = 0;
        for (Long mail : waiting) {
            try {
                outbox.send(mail);
            } catch (MailException e) {
                left++;
                outbox.failed(mail, e);
                log.warn("Reminder mail {} was not sent: {}", mail, e.getMessage());
            }
        }
        if (left > 0) {
            throw new MailsLeft(left);
        }
    }
}
