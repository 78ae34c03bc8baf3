package dev.rapport.contact;

import dev.rapport.engine.OpenTask;
import dev.rapport.engine.Report;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ModelNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads one contact for showing it: one statement for the contact, one for its open task. */
@Service
public class ShowContact {

    /** A contact and how it can end; no task when it is closed. */
    public record Shown(ContactView contact, @Nullable OpenTask task) {

        /** What has been reported and waits for somebody else; null where nothing does. */
        public @Nullable Report pending() {
            return task == null || task.work() ? null : contact.reported();
        }
    }

    private final Contacts contacts;
    private final ContactProcess process;
    private final ModelNames modelNames;
    private final JdbcClient jdbc;

    ShowContact(Contacts contacts, ContactProcess process, ModelNames modelNames, JdbcClient jdbc) {
        this.contacts = contacts;
        this.process = process;
        this.modelNames = modelNames;
        this.jdbc = jdbc;
    }

    /**
     * Shows a contact.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Shown show(Long contactId) {
        Contact contact = contacts.findById(contactId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        ContactView view = view(contactId);
        return new Shown(view, process.openTask(contact, names(view)));
    }

    private ContactView view(Long contactId) {
        return jdbc.sql("""
                        select c.*, t.name_de, t.name_en, t.needs_duration,
                               a.name as address, a.town,
                               p.name as person,
                               coalesce(p.phone, a.phone) as phone, coalesce(p.email, a.email) as email,
                               k.title as campaign, k.deleted as campaign_deleted,
                               ru.name as responsible_name,
                               cu.name as created_by_name,
                               xu.name as closed_by_name,
                               r.reminder_id, r.lead, r.due_at, r.raised_at, o.*
                        from rapport.contact c
                        join rapport.contact_type_name t on t.code = c.type
                        join rapport.address_card a on a.id = c.address_id
                        left join rapport.address_card p on p.id = c.contact_person_id
                        left join rapport.campaign_title k on k.id = c.campaign_id
                        left join rapport.user_card ru on ru.user_id = c.responsible
                        left join rapport.user_card cu on cu.user_id = c.created_by
                        left join rapport.user_card xu on xu.user_id = c.closed_by
                        left join rapport.contact_reminder r on r.contact_id = c.id
                        left join rapport.item_report o on o.contact_id = c.id
                        where c.id = :id""").param("id", contactId).query((row, n) -> view(row)).single();
    }

    private ContactView view(ResultSet row) throws SQLException {
        return new ContactView(
                row.getLong("id"),
                row.getString("number"),
                row.getInt("version"),
                ContactStatus.valueOf(row.getString("status")),
                row.getString("outcome"),
                Direction.valueOf(row.getString("direction")),
                row.getString("type"),
                row.getString("name_de"),
                row.getString("name_en"),
                row.getBoolean("needs_duration"),
                row.getTimestamp("start_at").toInstant(),
                row.getInt("duration_minutes"),
                row.getString("subject"),
                row.getString("description"),
                row.getString("infotext"),
                row.getLong("address_id"),
                row.getString("address"),
                row.getString("town"),
                row.getObject("contact_person_id", Long.class),
                row.getString("person"),
                row.getString("phone"),
                row.getString("email"),
                row.getString("responsible"),
                row.getString("responsible_name"),
                row.getObject("campaign_id", Long.class),
                row.getString("campaign"),
                row.getBoolean("campaign_deleted"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getString("created_by_name"),
                instant(row, "closed_at"),
                row.getString("closed_by"),
                row.getString("closed_by_name"),
                row.getObject("reminder_id", Long.class),
                row.getString("lead"),
                instant(row, "due_at"),
                instant(row, "raised_at"),
                reported(row));
    }

    private static Map<String, String> names(ContactView contact) {
        Map<String, String> names = new HashMap<>();
        if (contact.responsible() != null && contact.responsibleName() != null) {
            names.put(contact.responsible(), contact.responsibleName());
        }
        if (contact.createdByName() != null) {
            names.put(contact.createdBy(), contact.createdByName());
        }
        return names;
    }

    private @Nullable Report reported(ResultSet row) throws SQLException {
        Report report = Report.of(row);
        return report == null ? null : report.in(LocaleContextHolder.getLocale(), modelNames);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
