package dev.rapport.reminder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails and reminders that an item has brought about. */
@Component
public class ItemTraces {

    /**
     * One of them.
     *
     * @param recipient login
     * @param subject of a notice; of a reminder its lead
     */
    public record Mail(String recipient, String subject) {}

    private final JdbcClient jdbc;

    ItemTraces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A reminder.
     *
     * @param open whether it has not been removed
     */
    public record Reminder(Instant dueAt, boolean open) {}

    /**
     * The mails of one item, whether they have left or not.
     *
     * @param kind contact or measure
     */
    public List<Mail> mails(String kind, Long item) {
        return jdbc.sql("""
                        select m.recipient, n.subject from rapport.notice n join rapport.reminder_mail m on m.notice_id = n.id
                        where n.%s_id = :item
                        union all
                        select m.recipient, r.lead from rapport.reminder r join rapport.reminder_mail m on m.reminder_id = r.id
                        where :kind = 'contact' and r.contact_id = :item
                        order by 2, 1""".formatted(kind))
                .param("kind", kind)
                .param("item", item)
                .query(Mail.class)
                .list();
    }

    /** All reminders that a contact ever had, in their order. */
    public List<Reminder> reminders(Long contact) {
        return jdbc.sql("""
                        select due_at, removed_at is null as open from rapport.reminder
                        where contact_id = :contact order by id""").param("contact", contact).query(Reminder.class).list();
    }

    /** The lead of the reminder that a contact was given first, whether it has one now or not. */
    public Optional<ReminderLead> firstLead(Long contact) {
        return jdbc.sql("select lead from rapport.reminder where contact_id = :contact order by id limit 1")
                .param("contact", contact)
                .query(String.class)
                .optional()
                .flatMap(ReminderLead::offered);
    }
}
