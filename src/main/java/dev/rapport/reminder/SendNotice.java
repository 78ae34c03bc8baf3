package dev.rapport.reminder;

import dev.rapport.reminder.ReminderOutbox.MailsWait;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Moment;
import java.sql.Timestamp;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells colleagues something about an item by mail, because its model says so. The mails go the way of reminders' mails: into the
 * outbox, and from there to people who work here. Nobody else has a login, so nothing ever goes to a customer.
 */
@Service
public class SendNotice {

    /**
     * What is told.
     *
     * @param kind contact or measure
     * @param subject one line
     * @param recipients logins; who does not work here any more is not told
     */
    public record Notice(
            String kind, Long itemId, String number, String subject, String text, Set<String> recipients) {}

    private final JdbcClient jdbc;
    private final Moment moment;
    private final CurrentUser currentUser;
    private final ApplicationEventPublisher events;

    SendNotice(JdbcClient jdbc, Moment moment, CurrentUser currentUser, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.moment = moment;
        this.currentUser = currentUser;
        this.events = events;
    }

    /** Puts a mail to each recipient into the outbox; they leave when the transaction has been committed. */
    @Transactional
    public void send(Notice notice) {
        if (notice.recipients().isEmpty()) {
            return;
        }
        Timestamp now = Timestamp.from(moment.now());
        Long id = jdbc.sql("""
                        insert into rapport.notice (contact_id, measure_id, number, subject, body, created_at, told_by)
                        values (:contact, :measure, :number, :subject, :text, :now, :by) returning id""")
                .param("contact", "contact".equals(notice.kind()) ? notice.itemId() : null)
                .param("measure", "measure".equals(notice.kind()) ? notice.itemId() : null)
                .param("number", notice.number())
                .param("subject", notice.subject())
                .param("text", notice.text())
                .param("now", now)
                .param("by", currentUser.id())
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into rapport.reminder_mail (notice_id, recipient, raised_at, message_id, status, next_try_at)
                        select :id, u.user_id, :now, '<notice-' || :id || '.' || u.user_id || '@rapport>', 'PENDING', :now
                        from rapport.user_card u where u.enabled and u.user_id = any(:recipients)""")
                .param("id", id)
                .param("now", now)
                .param("recipients", notice.recipients().toArray(String[]::new))
                .update();
        events.publishEvent(new MailsWait());
    }
}
