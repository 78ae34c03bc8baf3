package dev.rapport.contact;

import dev.rapport.item.ItemStatus;
import dev.rapport.item.ShowItem;
import dev.rapport.item.Voided;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.OutcomeLabel;
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
                               a.name as address, a.town,
                               p.name as person,
                               coalesce(p.phone, a.phone) as phone, coalesce(p.email, a.email) as email,
                               k.title as campaign, k.deleted as campaign_deleted,
                               ru.name as responsible_name,
                               cu.name as created_by_name,
                               xu.name as closed_by_name,
                               vu.name as voided_by_name,
                               r.reminder_id, r.lead, r.due_at, r.raised_at, o.*
                        from rapport.contact c
                        join rapport.contact_type_name t on t.code = c.type
                        join rapport.address_card a on a.id = c.address_id
                        left join rapport.address_card p on p.id = c.contact_person_id
                        left join rapport.campaign_title k on k.id = c.campaign_id
                        left join rapport.user_card ru on ru.user_id = c.responsible
                        left join rapport.user_card cu on cu.user_id = c.created_by
                        left join rapport.user_card xu on xu.user_id = c.closed_by
                        left join rapport.user_card vu on vu.user_id = c.voided_by
                        left join rapport.contact_reminder r on r.contact_id = c.id
                        left join rapport.item_report o on o.contact_id = c.id
                        where c.id = :id""").param("id", contactId).query((row, n) -> view(row)).single();
    }

    private ContactView view(ResultSet row) throws SQLException {
        return ContactViewBuilder.builder()
                .id(row.getLong("id"))
                .number(row.getString("number"))
                .version(row.getInt("version"))
                .status(ItemStatus.valueOf(row.getString("status")))
                .outcome(row.getString("outcome"))
                .outcomeLabel(OutcomeLabel.of(row))
                .attempts(row.getInt("attempts"))
                .direction(Direction.valueOf(row.getString("direction")))
                .type(row.getString("type"))
                .typeNameDe(row.getString("name_de"))
                .typeNameEn(row.getString("name_en"))
                .typeNeedsDuration(row.getBoolean("needs_duration"))
                .start(row.getTimestamp("start_at").toInstant())
                .durationMinutes(row.getInt("duration_minutes"))
                .expectedMinutes(row.getObject("expected_minutes", Integer.class))
                .subject(row.getString("subject"))
                .description(row.getString("description"))
                .infotext(row.getString("infotext"))
                .addressId(row.getLong("address_id"))
                .address(row.getString("address"))
                .addressTown(row.getString("town"))
                .contactPersonId(row.getObject("contact_person_id", Long.class))
                .contactPerson(row.getString("person"))
                .phone(row.getString("phone"))
                .email(row.getString("email"))
                .responsible(row.getString("responsible"))
                .responsibleName(row.getString("responsible_name"))
                .campaignId(row.getObject("campaign_id", Long.class))
                .campaign(row.getString("campaign"))
                .campaignDeleted(row.getBoolean("campaign_deleted"))
                .createdAt(row.getTimestamp("created_at").toInstant())
                .createdBy(row.getString("created_by"))
                .createdByName(row.getString("created_by_name"))
                .closedAt(instant(row, "closed_at"))
                .closedBy(row.getString("closed_by"))
                .closedByName(row.getString("closed_by_name"))
                .reminderId(row.getObject("reminder_id", Long.class))
                .reminderLead(row.getString("lead"))
                .reminderDueAt(instant(row, "due_at"))
                .reminderRaisedAt(instant(row, "raised_at"))
                .voided(Voided.of(row))
                .reported(reported(row))
                .build();
    }
}
