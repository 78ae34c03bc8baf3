package dev.rapport.reminder;

import dev.rapport.reminder.MailFailure.Kind;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails that did not arrive, of reminders and of notices: those of reminders on the contact for everybody, all of them in a
 * list for process admins, who try again or give up. The reminder is raised and listed all the same.
 */
@Service
public class FailedMails {

    /**
     * One of them.
     *
     * @param kind of the item that it is about: contact or measure
     * @param itemId its id
     * @param reason what the mail server or the network said
     * @param attempts how often it was tried
     * @param nextTryAt null when it waits for somebody to try again, or nobody will
     * @param givenUpBy null unless somebody has given it up
     * @param tooLate whether what it is about has passed, so that it can only be given up
     */
    @RecordBuilder
    public record Mail(
            Long id,
            String kind,
            Long itemId,
            String number,
            String subject,
            String recipient,
            @Nullable String email,
            Kind failure,
            String reason,
            int attempts,
            Instant triedAt,
            @Nullable Instant nextTryAt,
            @Nullable String givenUpBy,
            boolean tooLate) {}

    private static final String MAILS = """
            select m.id, case when n.measure_id is null then 'contact' else 'measure' end as kind,
                   coalesce(r.contact_id, n.contact_id, n.measure_id) as item_id, coalesce(c.number, n.number) as number,
                   coalesce(c.subject, n.subject) as subject, u.name as recipient, u.email, m.attempts, m.next_try_at,
                   coalesce(m.failure, 'UNREACHABLE') as failure, coalesce(m.last_error, '') as last_error,
                   coalesce(m.tried_at, m.raised_at) as tried_at, coalesce(g.name, m.given_up_by) as given_up_by,
                   case when m.notice_id is not null then n.created_at < :tooLateToTell
                        when r.snoozed then r.due_at < :tooLate else c.start_at < :tooLate end as too_late
            from rapport.reminder_mail m
            left join rapport.notice n on n.id = m.notice_id
            left join rapport.reminder r on r.id = m.reminder_id
            left join rapport.contact_entry c on c.id = r.contact_id
            join rapport.user_card u on u.user_id = m.recipient and (m.notice_id is not null or c.id is not null)
            left join rapport.user_card g on g.user_id = m.given_up_by
            """;

    private final JdbcClient jdbc;
    private final ReminderOutbox outbox;
    private final BusinessTime time;
    private final CurrentUser currentUser;
    private final AuditTrail audit;

    FailedMails(JdbcClient jdbc, ReminderOutbox outbox, BusinessTime time, CurrentUser currentUser, AuditTrail audit) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.time = time;
        this.currentUser = currentUser;
        this.audit = audit;
    }

    /** All that have failed and that nobody has given up, the latest first. */
    @Transactional(readOnly = true)
    public Page<Mail> list(@Nullable String after, @Nullable Integer wanted) {
        int limit = Page.limit(wanted);
        Cursor cursor = Cursor.parse(after, 1);
        List<Mail> rows = mails(MAILS + """
                        where m.status = 'FAILED' and (cast(:after as bigint) is null or m.id < :after)
                        order by m.id desc limit :limit""")
                .param("after", cursor == null ? null : cursor.number(0))
                .param("limit", limit + 1)
                .query((row, n) -> mail(row))
                .list();
        return Page.of(rows, limit, mail -> Cursor.of(mail.id()));
    }

    /** Those of a contact's reminder as it was raised last. */
    @Transactional(readOnly = true)
    public List<Mail> ofReminder(Long reminderId) {
        return mails(MAILS + """
                        where m.reminder_id = :reminder and m.raised_at = r.raised_at
                          and (m.status = 'FAILED' or m.given_up_by is not null)
                        order by m.id""")
                .param("reminder", reminderId)
                .query((row, n) -> mail(row))
                .list();
    }

    /** How many wait to be sent, failed or not. */
    @Transactional(readOnly = true)
    public long waiting() {
        return jdbc.sql("select count(*) from rapport.reminder_mail where next_try_at is not null")
                .query(Long.class)
                .single();
    }

    /** Whether the mail server could not be reached several times, and is asked less often for the moment. */
    public boolean serverIsAway() {
        return outbox.pauses();
    }

    /**
     * Tries one of them now.
     *
     * @throws BusinessRuleViolation not-found; mail.settled if it was sent or given up meanwhile; mail.too-late
     */
    @Transactional
    public void again(Long id) {
        Mail mail = locked(id);
        if (mail.tooLate()) {
            throw BusinessRuleViolation.conflict("mail", "mail.too-late");
        }
        tryNow(id);
    }

    /**
     * Tries all of them now but those that can only be given up.
     *
     * @return how many
     */
    @Transactional
    public int allAgain() {
        return tryNow(null);
    }

    /** @param id null for all */
    private int tryNow(@Nullable Long id) {
        int tried = mails("""
                        update rapport.reminder_mail set next_try_at = :now where status = 'FAILED' and id in (
                          select id from (%s where m.status = 'FAILED' and (cast(:id as bigint) is null or m.id = :id)) failed
                          where not too_late)""".formatted(MAILS))
                .param("now", Timestamp.from(time.now()))
                .param("id", id)
                .update();
        if (tried > 0) {
            outbox.lookAgain();
        }
        return tried;
    }

    /**
     * Nobody tries this one any more.
     *
     * @throws BusinessRuleViolation not-found; mail.settled if it was sent or given up meanwhile
     */
    @Transactional
    public void giveUp(Long id) {
        Mail mail = locked(id);
        jdbc.sql("""
                        update rapport.reminder_mail set status = 'WITHDRAWN', next_try_at = null, given_up_by = :by
                        where id = :id""").param("by", currentUser.id()).param("id", id).update();
        audit.changed(mail.kind(), mail.itemId(), AuditTrail.MAIL_GIVEN_UP, null, mail.recipient());
    }

    /**
     * Takes that back: the mail waits for somebody to try again.
     *
     * @throws BusinessRuleViolation not-found; mail.settled if it is not given up
     */
    @Transactional
    public void takeBack(Long id) {
        int changed = jdbc.sql("""
                        update rapport.reminder_mail set status = 'FAILED', given_up_by = null
                        where id = :id and given_up_by is not null""").param("id", id).update();
        if (changed == 0) {
            throw settled(id);
        }
        Mail mail = locked(id);
        audit.changed(mail.kind(), mail.itemId(), AuditTrail.MAIL_GIVEN_UP, mail.recipient(), null);
    }

    /** One that is on its way at the moment is waited for. */
    private Mail locked(Long id) {
        return mails(MAILS + "where m.id = :id and m.status = 'FAILED' for update of m")
                .param("id", id)
                .query((row, n) -> mail(row))
                .optional()
                .orElseThrow(() -> settled(id));
    }

    private BusinessRuleViolation settled(Long id) {
        boolean known = jdbc.sql("select exists (select from rapport.reminder_mail where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
        return known ? BusinessRuleViolation.conflict("mail", "mail.settled") : BusinessRuleViolation.notFound("mail");
    }

    private JdbcClient.StatementSpec mails(String sql) {
        return jdbc.sql(sql)
                .param("tooLate", Timestamp.from(time.now().minus(ReminderOutbox.TOO_LATE)))
                .param("tooLateToTell", Timestamp.from(time.now().minus(ReminderOutbox.TOO_LATE_FOR_A_NOTICE)));
    }

    private static Mail mail(ResultSet row) throws SQLException {
        Timestamp next = row.getTimestamp("next_try_at");
        return FailedMailsMailBuilder.builder()
                .id(row.getLong("id"))
                .kind(row.getString("kind"))
                .itemId(row.getLong("item_id"))
                .number(row.getString("number"))
                .subject(row.getString("subject"))
                .recipient(row.getString("recipient"))
                .email(row.getString("email"))
                .failure(Kind.valueOf(row.getString("failure")))
                .reason(row.getString("last_error"))
                .attempts(row.getInt("attempts"))
                .triedAt(row.getTimestamp("tried_at").toInstant())
                .nextTryAt(next == null ? null : next.toInstant())
                .givenUpBy(row.getString("given_up_by"))
                .tooLate(row.getBoolean("too_late"))
                .build();
    }
}
