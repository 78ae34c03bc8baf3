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
                          (select k.address_id from rapport.measure m
                           join rapport.campaign_member_now k on k.campaign_id = m.campaign_id
                           where m.id = :measure and m.status = 'PLANNED' and k.address_id > :after
                           order by k.address_id limit :most)
                          union all
                          (select address_id from rapport.measure_audience
                           where measure_id = :measure and address_id > :after
                           order by address_id limit :most)
                        ) audience
                        join rapport.address_card a on a.id = audience.address_id
                        left join rapport.address_card c on c.id = a.company_id
                        order by a.id limit :most""")
                .param("measure", measureId)
                .param("after", cursor == null ? 0L : cursor.number(0))
                .param("most", LINES + 1)
                .query(Line.class)
                .list();
        return Page.of(rows, LINES, line -> Cursor.of(line.addressId()));
    }
}
