package dev.rapport.contact;

import dev.rapport.item.ItemStatus;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Outcomes;
import dev.rapport.shared.Texts;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes contacts that are long closed, past the model that would register and close them one by one: for the demonstration,
 * whose first start would take minutes otherwise. Beyond what the database demands nothing is checked, but what nobody sees is
 * taken out as at every door.
 */
@Component
public class ImportContacts {

    private static final int AT_ONCE = 500;

    /**
     * A closed contact.
     *
     * @param by who created and closed it
     */
    @RecordBuilder
    public record Row(
            long addressId,
            @Nullable Long contactPersonId,
            @Nullable String responsible,
            String type,
            Direction direction,
            boolean performed,
            Instant start,
            int minutes,
            String subject,
            String infotext,
            @Nullable Long campaignId,
            Instant createdAt,
            Instant closedAt,
            String by) {}

    private final JdbcTemplate jdbc;
    private final BusinessTime time;

    ImportContacts(JdbcTemplate jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** They are numbered in this order. */
    public void add(List<Row> rows) {
        jdbc.batchUpdate("""
                insert into rapport.contact (number, address_id, contact_person_id, responsible, type, direction, status,
                  outcome, start_at, duration_minutes, subject, infotext, campaign_id, created_at, created_by, closed_at, closed_by)
                values ('K-' || ? || '-' || lpad(nextval('rapport.contact_number_seq')::text, 6, '0'),
                  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows, AT_ONCE, (statement, row) -> {
            statement.setString(
                    1, Integer.toString(row.start.atZone(time.zone()).getYear()));
            statement.setLong(2, row.addressId);
            statement.setObject(3, row.contactPersonId, Types.BIGINT);
            statement.setString(4, row.responsible);
            statement.setString(5, row.type);
            statement.setString(6, row.direction.name());
            statement.setString(7, (row.performed ? ItemStatus.PERFORMED : ItemStatus.NOT_PERFORMED).name());
            statement.setString(8, row.performed ? Outcomes.PERFORMED : Outcomes.NOT_PERFORMED);
            statement.setTimestamp(9, Timestamp.from(row.start));
            statement.setInt(10, row.minutes);
            statement.setString(11, Texts.tidy(row.subject));
            statement.setString(12, Texts.lines(row.infotext));
            statement.setObject(13, row.campaignId, Types.BIGINT);
            statement.setTimestamp(14, Timestamp.from(row.createdAt));
            statement.setString(15, row.by);
            statement.setTimestamp(16, Timestamp.from(row.closedAt));
            statement.setString(17, row.by);
        });
    }
}
