package dev.rapport.worklist;

import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the open contacts of a campaign, those that start first at the top, for closing and reassigning many of them. */
@Service
public class ListOpenContacts {

    /**
     * One contact.
     *
     * @param version to be sent with a change
     * @param whom the contact person, or the address where there is none
     * @param responsible name of the user in charge
     */
    @RecordBuilder
    public record OpenContact(
            Long id,
            int version,
            String number,
            String type,
            Instant start,
            String subject,
            String whom,
            @Nullable String company,
            @Nullable String responsible) {}

    private final JdbcClient jdbc;

    ListOpenContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists them.
     *
     * @param after opaque, of the page before
     */
    @Transactional(readOnly = true)
    public Page<OpenContact> list(Long campaignId, @Nullable String after, @Nullable Integer wanted) {
        int limit = Page.limit(wanted);
        Cursor cursor = Cursor.parse(after, 2);
        var rows = jdbc.sql("""
                        select k.id, k.version, k.number, k.type, k.start_at, k.subject,
                               coalesce(p.name, a.name) as whom,
                               case when p.id is not null then a.name end as company,
                               u.name as responsible
                        from rapport.open_contact k
                        join rapport.address_card a on a.id = k.address_id
                        left join rapport.address_card p on p.id = k.contact_person_id
                        left join rapport.user_card u on u.user_id = k.responsible
                        where k.campaign_id = :campaign
                          and (k.start_at, k.id) > (:start, :id)
                        order by k.start_at, k.id limit :most""")
                .param("campaign", campaignId)
                .param("start", Timestamp.from(cursor == null ? Instant.EPOCH : cursor.instant(0)))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("most", limit + 1)
                .query((row, n) -> ListOpenContactsOpenContactBuilder.builder()
                        .id(row.getLong("id"))
                        .version(row.getInt("version"))
                        .number(row.getString("number"))
                        .type(row.getString("type"))
                        .start(row.getTimestamp("start_at").toInstant())
                        .subject(row.getString("subject"))
                        .whom(row.getString("whom"))
                        .company(row.getString("company"))
                        .responsible(row.getString("responsible"))
                        .build())
                .list();
        return Page.of(rows, limit, contact -> Cursor.of(contact.start(), contact.id()));
    }
}
