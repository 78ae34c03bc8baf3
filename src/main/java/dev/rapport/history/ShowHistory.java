package dev.rapport.history;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The history of one address (rules 28, 30 and 31): contacts and measures of the address and of its contact persons; of a
 * contact person its own. Open entries above closed ones, each newest first. A page costs the same at any depth.
 */
@Service
public class ShowHistory {

    private final JdbcClient jdbc;
    private final BusinessTime time;

    ShowHistory(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Shows a page.
     *
     * @param after opaque, of the page before; null for the first page
     * @param wanted number of entries, see {@link Page#limit}
     * @throws BusinessRuleViolation not-found for an unknown address
     */
    @Transactional(readOnly = true)
    public Page<HistoryEntry> show(
            Long addressId, HistoryFilter filter, @Nullable String after, @Nullable Integer wanted) {
        int limit = Page.limit(wanted);
        boolean person = jdbc.sql("select kind = 'PERSON' from rapport.address_card where id = :id")
                .param("id", addressId)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        HistoryQuery query =
                new HistoryQuery(addressId, person, filter, Cursor.parse(after, 4), time.zone(), limit + 1);
        String sql = query.sql();
        List<HistoryEntry> rows = sql.isEmpty()
                ? List.of()
                : jdbc.sql(sql)
                        .params(query.parameters())
                        .query((row, n) -> entry(row))
                        .list();
        return Page.of(rows, limit, HistoryQuery::cursor);
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return HistoryEntryBuilder.builder()
                .kind(row.getInt("kind") == 1 ? HistoryEntry.Kind.CONTACT : HistoryEntry.Kind.MEASURE)
                .id(row.getLong("id"))
                .number(row.getString("number"))
                .start(row.getTimestamp("start_at").toInstant())
                .upcoming(row.getBoolean("upcoming"))
                .type(row.getString("type"))
                .typeNameDe(row.getString("name_de"))
                .typeNameEn(row.getString("name_en"))
                .direction(row.getString("direction"))
                .status(row.getString("status"))
                .durationMinutes(row.getObject("duration_minutes", Integer.class))
                .subject(row.getString("subject"))
                .description(row.getString("description"))
                .infotext(row.getString("infotext"))
                .contactPersonId(row.getObject("contact_person_id", Long.class))
                .contactPerson(row.getString("contact_person"))
                .responsible(row.getString("responsible"))
                .responsibleName(row.getString("responsible_name"))
                .campaignId(row.getObject("campaign_id", Long.class))
                .campaign(row.getString("campaign"))
                .voided(voided(row))
                .build();
    }

    private static HistoryEntry.@Nullable Voided voided(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("voided_at");
        return at == null
                ? null
                : new HistoryEntry.Voided(
                        at.toInstant(),
                        row.getString("voided_by"),
                        row.getString("voided_by_name"),
                        row.getString("void_reason"));
    }
}
