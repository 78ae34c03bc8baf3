package dev.rapport.measure;

import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists whom a measure concerns: while it is open the members of its campaign now, then those of its closing (rule 27). */
@Service
public class ListAudience {

    /**
     * One address.
     *
     * @param company of a contact person
     */
    public record Line(
            Long addressId,
            String name,
            @Nullable String company,
            @Nullable String town) {}

    private static final int LINES = 10;

    private final JdbcClient jdbc;

    ListAudience(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists addresses in the order in which they were created.
     *
     * @param after opaque, of the page before; null for the first page
     */
    @Transactional(readOnly = true)
    public Page<Line> of(Long measureId, @Nullable String after) {
        Cursor cursor = Cursor.parse(after, 1);
        List<Line> rows = jdbc.sql("""
                        select a.id as address_id, a.name, c.name as company,
                               coalesce(a.town, c.town) as town
                        from (
                          (select address_id from rapport.campaign_member_now
                           where address_id > :after and campaign_id =
                             (select campaign_id from rapport.measure where id = :measure and status = 'PLANNED')
                           order by address_id limit %1$d)
                          union all
                          (select address_id from rapport.measure_audience
                           where measure_id = :measure and address_id > :after
                           order by address_id limit %1$d)
                        ) audience
                        join rapport.address_card a on a.id = audience.address_id
                        left join rapport.address_card c on c.id = a.company_id
                        order by a.id limit %1$d""".formatted(LINES + 1))
                .param("measure", measureId)
                .param("after", cursor == null ? 0L : cursor.number(0))
                .query(Line.class)
                .list();
        return Page.of(rows, LINES, line -> Cursor.of(line.addressId()));
    }
}
