package dev.rapport.history;

import dev.rapport.history.HistoryQuery.Position;
import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.EntryRows;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
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
    public Page<Entry> show(Long addressId, EntryFilter filter, @Nullable String after, @Nullable Integer wanted) {
        return page(addressId, filter, after, Page.limit(wanted));
    }

    /**
     * Shows a long page, for whoever reads all of them.
     *
     * @throws BusinessRuleViolation not-found for an unknown address
     */
    @Transactional(readOnly = true)
    public Page<Entry> showMany(Long addressId, EntryFilter filter, @Nullable String after, int rows) {
        return page(addressId, filter, after, rows);
    }

    /**
     * Shows the first page of an address that has been read, not filtered.
     *
     * @param person whether it is a contact person
     */
    @Transactional(readOnly = true)
    public Page<Entry> begin(Long addressId, boolean person) {
        return page(addressId, person, EntryFilter.none(), null, Page.limit(null));
    }

    private Page<Entry> page(Long addressId, EntryFilter filter, @Nullable String after, int limit) {
        boolean person = jdbc.sql("select kind = 'PERSON' from rapport.address_card where id = :id")
                .param("id", addressId)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        return page(addressId, person, filter, Cursor.parse(after, 4), limit);
    }

    private Page<Entry> page(Long addressId, boolean person, EntryFilter filter, @Nullable Cursor after, int limit) {
        HistoryQuery query = new HistoryQuery(addressId, person, filter, after, time, limit + 1);
        String sql = query.sql();
        List<Position> positions = sql.isEmpty()
                ? List.of()
                : jdbc.sql(sql).params(query.parameters()).query(Position::read).list();
        Page<Position> page = Page.of(positions, limit, HistoryQuery::cursor);
        // in a query of its own: how far down a page lies decides about the plan of the one, never of the other
        return new Page<>(EntryRows.of(page.items().stream().map(Position::key).toList(), jdbc), page.next());
    }
}
