package dev.rapport.contact;

import dev.rapport.item.ItemStatus;
import dev.rapport.item.ShowItem;
import dev.rapport.shared.ModelNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads one contact for showing it. */
@Service
public class ShowContact extends ShowItem<Contact, ContactView> {

    private final JdbcClient jdbc;

    ShowContact(Contacts contacts, ContactProcess process, ModelNames modelNames, JdbcClient jdbc) {
        super(contacts, process, modelNames);
        this.jdbc = jdbc;
    }

    @Override
    protected ContactView view(Long contactId) {
        return jdbc.sql("""
                        select c.*, t.name_de, t.name_en, t.needs_duration,
                               rapport.display_name(a.first_name, a.name) as address, a.town,
                               rapport.display_name(p.first_name, p.name) as person,
                               coalesce(p.phone, a.phone) as phone, coalesce(p.email, a.email) as email,
                               k.title as campaign, k.deleted_at is not null as campaign_deleted,
                               rapport.display_name(ra.first_name, ra.name) as responsible_name,
                               rapport.display_name(ca.first_name, ca.name) as created_by_name,
                               rapport.display_name(xa.first_name, xa.name) as closed_by_name,
                               r.id as reminder_id, r.lead, r.due_at, r.raised_at, o.*
                        from rapport.contact c
                        join rapport.contact_type t on t.code = c.type
                        join rapport.address a on a.id = c.address_id
                        left join rapport.address p on p.id = c.contact_person_id
                        left join rapport.campaign k on k.id = c.campaign_id
                        left join rapport.app_user ru on ru.user_id = c.responsible
                        left join rapport.address ra on ra.id = ru.address_id
                        left join rapport.app_user cu on cu.user_id = c.created_by
                        left join rapport.address ca on ca.id = cu.address_id
                        left join rapport.app_user xu on xu.user_id = c.closed_by
                        left join rapport.address xa on xa.id = xu.address_id
                        left join rapport.reminder r on r.contact_id = c.id and r.removed_at is null
                        left join rapport.item_report o on o.contact_id = c.id
                        where c.id = :id""").param("id", contactId).query((row, n) -> view(row)).single();
    }

    private ContactView view(ResultSet row) throws SQLException {
        return new ContactView(
                row.getLong("id"),
                row.getString("number"),
                row.getInt("version"),
                ItemStatus.valueOf(row.getString("status")),
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
}
