package dev.rapport.reminder;

import dev.rapport.shared.BusinessTime;
import jakarta.mail.internet.MimeMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The mails of raised reminders, and those of notices. The model hands them over; they are sent beside it, each in a
 * transaction of its own (ADR 44). A row is locked while its mail is on the way: two nodes never send the same one.
 */
@Component
class ReminderOutbox {

    private static final Logger log = LoggerFactory.getLogger(ReminderOutbox.class);

    /** Longer than the last try takes, so that no try is in vain; later than this nobody wants to be reminded. */
    static final Duration TOO_LATE = Duration.ofHours(12);

    /** A notice is still worth reading when nobody wants to be reminded any more. */
    static final Duration TOO_LATE_FOR_A_NOTICE = Duration.ofDays(7);

    /** There are mails to be sent, as soon as the transaction is committed. */
    record MailsWait() {}

    /**
     * A mail that waits.
     *
     * @param valid whether its reminder still is what it was raised as, and its contact was not voided while it was on the way
     * @param until after that it goes to nobody any more
     * @param email null when the recipient has no address
     * @param writes what it says
     */
    private record Due(
            Long id,
            int attempts,
            boolean valid,
            Instant until,
            @Nullable String email,
            BiFunction<MimeMessage, String, MimeMessage> writes) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<JavaMailSender> mailSender;
    private final ReminderMailText text;
    private final NoticeMailText noticeText;
    private final MailBreaker breaker;
    private final ApplicationEventPublisher events;
    private final BusinessTime time;
    private final List<Duration> pauses;
    private final MailDeadline deadline;

    /**
     * @param pauses between one try and the next; after the last one nobody tries any more
     * @param patience with the sending of one mail, whatever the server says meanwhile
     */
    ReminderOutbox(
            JdbcClient jdbc,
            ObjectProvider<JavaMailSender> mailSender,
            ReminderMailText text,
            NoticeMailText noticeText,
            MailBreaker breaker,
            ApplicationEventPublisher events,
            BusinessTime time,
            @Value("${rapport.mail.pauses}") List<Duration> pauses,
            @Value("${rapport.mail.patience}") Duration patience) {
        this.jdbc = jdbc;
        this.mailSender = mailSender;
        this.text = text;
        this.noticeText = noticeText;
        this.breaker = breaker;
        this.events = events;
        this.time = time;
        this.deadline = new MailDeadline(patience);
        this.pauses = List.copyOf(pauses);
    }

    /** Hands over what was raised last and has not been sent, or waits for somebody to try again. */
    @Transactional
    public void handOver(Long reminderId) {
        jdbc.sql("""
                        update rapport.reminder_mail m set next_try_at = :now
                        from rapport.reminder r
                        where r.id = :id and m.reminder_id = r.id and m.raised_at = r.raised_at
                          and m.status in ('PENDING', 'FAILED') and m.next_try_at is null""")
                .param("now", Timestamp.from(time.now()))
                .param("id", reminderId)
                .update();
        events.publishEvent(new MailsWait());
    }

    /** Somebody wants what waits to be tried now, and the mail server asked. */
    void lookAgain() {
        breaker.tryAgain();
        events.publishEvent(new MailsWait());
    }

    /** Whether the mail server is left alone at the moment, because it could not be reached several times. */
    boolean pauses() {
        return breaker.open();
    }

    /**
     * Tries the mail that has waited longest. Without a mail server it is recorded as not configured.
     *
     * @return false when there is none, or the mail server is left alone at the moment
     */
    @Transactional
    public boolean sendNext() {
        if (!breaker.allows()) {
            return false;
        }
        boolean told = false;
        try {
            Optional<Due> due = next();
            if (due.isPresent()) {
                told = send(due.get());
            }
            return due.isPresent();
        } finally {
            if (!told) {
                breaker.unused();
            }
        }
    }

    /** @return whether the breaker knows what became of it */
    private boolean send(Due due) {
        JavaMailSender sender = mailSender.getIfAvailable();
        if (!due.valid()) {
            mark(due, "WITHDRAWN");
        } else if (due.until().isBefore(time.now())) {
            mark(due, "STALE");
        } else if (sender == null || due.email() == null) {
            mark(due, "NOT_CONFIGURED");
        } else {
            try {
                MimeMessage message = due.writes().apply(sender.createMimeMessage(), due.email());
                deadline.within(() -> sender.send(message));
                breaker.sent();
                mark(due, "SENT");
            } catch (MailException e) {
                breaker.failed(e);
                failed(due, MailFailure.of(e));
            }
            return true;
        }
        return false;
    }

    private void mark(Due due, String status) {
        jdbc.sql("""
                        update rapport.reminder_mail
                        set status = :status, next_try_at = null, attempts = attempts + 1, tried_at = :now, failure = null,
                            last_error = null, sent_at = case when :status = 'SENT' then cast(:now as timestamptz) end
                        where id = :id""")
                .param("status", status)
                .param("now", Timestamp.from(time.now()))
                .param("id", due.id())
                .update();
    }

    private void failed(Due due, MailFailure failure) {
        Instant now = time.now();
        Instant next = due.attempts() < pauses.size() ? now.plus(pauses.get(due.attempts())) : null;
        log.warn("Mail {} was not sent: {}", due.id(), failure.reason());
        jdbc.sql("""
                        update rapport.reminder_mail
                        set status = 'FAILED', next_try_at = :next, attempts = attempts + 1, tried_at = :now,
                            failure = :failure, last_error = :error
                        where id = :id""")
                .param("next", next == null ? null : Timestamp.from(next))
                .param("now", Timestamp.from(now))
                .param("failure", failure.kind().name())
                .param("error", failure.reason())
                .param("id", due.id())
                .update();
    }

    /** Takes back what waits for a reminder that is removed or gets another time; a mail on the way goes out. */
    void withdraw(Long reminderId) {
        jdbc.sql("""
                        update rapport.reminder_mail set status = 'WITHDRAWN', next_try_at = null where id in (
                          select id from rapport.reminder_mail where reminder_id = :id and status in ('PENDING', 'FAILED')
                          for update skip locked)""").param("id", reminderId).update();
    }

    /**
     * First which one, then what it is about, by a statement of its own: a function that locks sees what was committed since the
     * statement that asks it began, and that would not.
     */
    private Optional<Due> next() {
        return jdbc.sql("select m.id from rapport.next_mail(:now) m")
                .param("now", Timestamp.from(time.now()))
                .query(Long.class)
                .optional()
                .map(this::due);
    }

    private Due due(Long id) {
        return jdbc.sql("""
                        select m.id, m.attempts,
                               m.notice_id is not null
                                 or (c.id is not null and r.removed_at is null and r.raised_at = m.raised_at) as valid,
                               m.notice_id, n.number as notice_number, n.subject as notice_subject, n.body,
                               n.created_at as told_at, n.contact_id as notice_contact, n.measure_id as notice_measure,
                               m.message_id, u.email, coalesce(u.locale, 'de') as locale, c.id as contact_id, c.number,
                               c.subject, c.description, c.start_at, t.name_de, t.name_en,
                               case when r.snoozed then r.due_at else c.start_at end as about,
                               concat_ws(', ', a.name, a.town) as address,
                               p.name as person,
                               coalesce(p.phone, a.phone) as phone
                        from rapport.reminder_mail m
                        left join rapport.notice n on n.id = m.notice_id
                        left join rapport.reminder r on r.id = m.reminder_id
                        left join rapport.contact_entry c on c.id = r.contact_id
                        left join rapport.contact_type_name t on t.code = c.type
                        left join rapport.address_card a on a.id = c.address_id
                        left join rapport.address_card p on p.id = c.contact_person_id
                        join rapport.user_card u on u.user_id = m.recipient
                        where m.id = :id""").param("id", id).query((row, n) -> due(row)).single();
    }

    private Due due(ResultSet row) throws SQLException {
        Long id = row.getLong("id");
        int attempts = row.getInt("attempts");
        if (!row.getBoolean("valid")) {
            return new Due(id, attempts, false, Instant.EPOCH, null, (message, email) -> message);
        }
        if (row.getObject("notice_id") != null) {
            NoticeMail notice = notice(row);
            Instant until = row.getTimestamp("told_at").toInstant().plus(TOO_LATE_FOR_A_NOTICE);
            return new Due(
                    id,
                    attempts,
                    true,
                    until,
                    row.getString("email"),
                    (message, email) -> noticeText.message(message, notice, email));
        }
        ReminderMail mail = mail(row);
        return new Due(
                id,
                attempts,
                true,
                mail.about().plus(TOO_LATE),
                mail.email(),
                (message, email) -> text.message(message, mail, email));
    }

    private static NoticeMail notice(ResultSet row) throws SQLException {
        String contact = row.getString("notice_contact");
        return new NoticeMail(
                row.getString("message_id"),
                Locale.forLanguageTag(row.getString("locale")),
                row.getString("notice_number"),
                row.getString("notice_subject"),
                row.getString("body"),
                contact == null ? "/measures/" + row.getString("notice_measure") : "/contacts/" + contact);
    }

    private static ReminderMail mail(ResultSet row) throws SQLException {
        return ReminderMailBuilder.builder()
                .messageId(row.getString("message_id"))
                .email(row.getString("email"))
                .locale(Locale.forLanguageTag(row.getString("locale")))
                .contactId(row.getLong("contact_id"))
                .number(row.getString("number"))
                .subject(row.getString("subject"))
                .description(row.getString("description"))
                .start(row.getTimestamp("start_at").toInstant())
                .about(row.getTimestamp("about").toInstant())
                .type(row.getString("locale").equals("en") ? row.getString("name_en") : row.getString("name_de"))
                .address(row.getString("address"))
                .person(row.getString("person"))
                .phone(row.getString("phone"))
                .build();
    }
}
