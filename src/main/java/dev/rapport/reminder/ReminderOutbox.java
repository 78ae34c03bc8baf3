package dev.rapport.reminder;

import dev.rapport.shared.BusinessTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The mails of raised reminders. A row is locked while its mail is on the way: two jobs never send the same one. */
@Component
class ReminderOutbox {

    private static final int ERROR_LENGTH = 500;

    /** Longer than the job's last try takes, so that no try is in vain; later than this nobody wants to be reminded. */
    private static final Duration TOO_LATE = Duration.ofHours(12);

    private final JdbcClient jdbc;
    private final ObjectProvider<JavaMailSender> mailSender;
    private final ReminderMailText text;
    private final BusinessTime time;

    ReminderOutbox(
            JdbcClient jdbc, ObjectProvider<JavaMailSender> mailSender, ReminderMailText text, BusinessTime time) {
        this.jdbc = jdbc;
        this.mailSender = mailSender;
        this.text = text;
        this.time = time;
    }

    /**
     * Sends one mail, unless it has been sent meanwhile. Without a mail server the mail is recorded as not configured.
     *
     * @throws MailException when the mail server did not take it; the row is as before
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void send(Long mailId) {
        Optional<ReminderMail> found = waiting(mailId);
        if (found.isEmpty()) {
            return;
        }
        ReminderMail mail = found.get();
        if (mail.about().plus(TOO_LATE).isBefore(time.now())) {
            mark(mailId, "STALE", null);
            return;
        }
        JavaMailSender sender = mailSender.getIfAvailable();
        if (sender == null || mail.email() == null) {
            mark(mailId, "NOT_CONFIGURED", null);
            return;
        }
        sender.send(text.message(sender.createMimeMessage(), mail, mail.email()));
        mark(mailId, "SENT", null);
    }

    /** Notes a failed try; a mail that was sent or withdrawn meanwhile stays that. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(Long mailId, MailException error) {
        String reason = String.valueOf(error.getMostSpecificCause().getMessage());
        mark(mailId, "FAILED", reason.substring(0, Math.min(reason.length(), ERROR_LENGTH)));
    }

    /** Takes back what waits for a reminder that is removed or gets another time; a mail on the way goes out. */
    void withdraw(Long reminderId) {
        jdbc.sql("""
                        update rapport.reminder_mail set status = 'WITHDRAWN' where id in (
                          select id from rapport.reminder_mail where reminder_id = :id and status in ('PENDING', 'FAILED')
                          for update skip locked)""").param("id", reminderId).update();
    }

    private Optional<ReminderMail> waiting(Long mailId) {
        return jdbc.sql("""
                        select m.message_id, u.email, coalesce(u.locale, 'de') as locale, c.id as contact_id, c.number, c.subject, c.description,
                               c.start_at, t.name_de, t.name_en,
                               case when r.snoozed then r.due_at else c.start_at end as about,
                               concat_ws(', ', a.name, a.town) as address,
                               p.name as person,
                               coalesce(p.phone, a.phone) as phone
                        from rapport.reminder_mail m
                        join rapport.reminder r on r.id = m.reminder_id
                        join rapport.contact_entry c on c.id = r.contact_id
                        join rapport.contact_type_name t on t.code = c.type
                        join rapport.address_card a on a.id = c.address_id
                        left join rapport.address_card p on p.id = c.contact_person_id
                        join rapport.user_card u on u.user_id = m.recipient
                        where m.id = :id and m.status in ('PENDING', 'FAILED') and r.removed_at is null
                        for update of m""")
                .param("id", mailId)
                .query((row, n) -> ReminderMailBuilder.builder()
                        .messageId(row.getString("message_id"))
                        .email(row.getString("email"))
                        .locale(Locale.forLanguageTag(row.getString("locale")))
                        .contactId(row.getLong("contact_id"))
                        .number(row.getString("number"))
                        .subject(row.getString("subject"))
                        .description(row.getString("description"))
                        .start(row.getTimestamp("start_at").toInstant())
                        .about(row.getTimestamp("about").toInstant())
                        .type(
                                row.getString("locale").equals("en")
                                        ? row.getString("name_en")
                                        : row.getString("name_de"))
                        .address(row.getString("address"))
                        .person(row.getString("person"))
                        .phone(row.getString("phone"))
                        .build())
                .optional();
    }

    private void mark(Long mailId, String status, @Nullable String error) {
        jdbc.sql("""
                        update rapport.reminder_mail
                        set status = :status, attempts = attempts + 1, last_error = :error,
                            sent_at = case when :status = 'SENT' then cast(:now as timestamptz) end
                        where id = :id and status in ('PENDING', 'FAILED')""")
                .param("status", status)
                .param("error", error)
                .param("now", Timestamp.from(time.now()))
                .param("id", mailId)
                .update();
    }
}
