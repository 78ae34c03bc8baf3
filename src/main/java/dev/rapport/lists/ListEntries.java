package dev.rapport.lists;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists contacts or measures: what passes a filter, in one of four orders. A page costs the same at any depth. */
@Service
public class ListEntries {

    /** Index entries are pieces of three characters; whoever types less means something that is everywhere. */
    private static final int INDEXED = 3;

    /** Up to so many hits of a text are sorted; what is more frequent is soon met with in the list's own order. */
    private static final int HITS = 5_000;

    /** Up to so many entries are sorted by name; of more, one name after the other is asked for. */
    private static final int FEW = 500;

    private static final int MANY = 500;

    private final JdbcClient jdbc;
    private final BusinessTime time;

    ListEntries(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Lists a page.
     *
     * @param order one that entries of this kind can stand in
     * @param after opaque, of the page before; null for the first page
     * @param wanted number of entries, see {@link Page#limit}
     */
    @Transactional(readOnly = true)
    public Page<Entry> list(
            Entry.Kind kind, EntryFilter filter, Order order, @Nullable String after, @Nullable Integer wanted) {
        return page(kind, filter, order, after, Page.limit(wanted));
    }

    /**
     * Lists a long page, for whoever reads all of them.
     *
     * @param after opaque, of the page before; null for the first page
     */
    @Transactional(readOnly = true)
    public Page<Entry> listMany(Entry.Kind kind, EntryFilter filter, Order order, @Nullable String after) {
        return page(kind, filter, order, after, MANY);
    }

    private Page<Entry> page(Entry.Kind kind, EntryFilter filter, Order order, @Nullable String after, int limit) {
        Cursor cursor = Cursor.parse(after, ListQuery.cursorSize(order));
        ListQuery query = query(kind, filter);
        if (order.byName()) {
            List<Long> ids = ids(query, FEW + 1);
            if (ids.size() <= FEW) {
                EntryFilter passed = EntryFilterBuilder.builder().voided(true).build();
                query = new ListQuery(kind, passed, false, ids, time);
            }
        }
        List<Entry> rows = jdbc.sql(query.page(order, cursor, limit + 1))
                .params(query.parameters())
                .query((row, n) -> EntryRows.read(row))
                .list();
        return Page.of(rows, limit, last -> ListQuery.cursor(order, last));
    }

    /**
     * Lists what begins on each day of a filter; days on which nothing does are left out.
     *
     * @param filter with both ends of its period
     * @param each of a day so many, those that begin first
     */
    @Transactional(readOnly = true)
    public List<EntryDay> days(Entry.Kind kind, EntryFilter filter, int each) {
        ListQuery query = query(kind, filter);
        String sql = query.days(each);
        Map<Long, LocalDate> shown = new HashMap<>();
        Map<LocalDate, Integer> totals = new HashMap<>();
        jdbc.sql(sql).params(query.parameters()).query(row -> {
            LocalDate day = row.getObject("day", LocalDate.class);
            totals.put(day, row.getInt("total"));
            shown.put(row.getLong("id"), day);
        });
        // in a query of its own: how many they are, nobody would guess, and all contacts might be read to join a few
        List<Entry> lines = jdbc.sql(query.lines())
                .param("ids", shown.keySet().toArray(Long[]::new))
                .query((row, n) -> EntryRows.read(row))
                .list();
        Map<LocalDate, List<Entry>> entries = new TreeMap<>();
        lines.forEach(entry -> entries.computeIfAbsent(shown.get(entry.id()), none -> new ArrayList<>())
                .add(entry));
        return entries.entrySet().stream()
                .map(day -> new EntryDay(day.getKey(), totals.getOrDefault(day.getKey(), 0), day.getValue()))
                .toList();
    }

    /**
     * Counts what passes.
     *
     * @param most no further than to this
     */
    @Transactional(readOnly = true)
    public int count(Entry.Kind kind, EntryFilter filter, int most) {
        ListQuery query = query(kind, filter);
        String sql = query.count(most);
        return jdbc.sql(sql).params(query.parameters()).query(Integer.class).single();
    }

    /** Counts all that passes, which takes the longer the more it is. */
    @Transactional(readOnly = true)
    public int countAll(Entry.Kind kind, EntryFilter filter) {
        return count(kind, filter, 0);
    }

    /**
     * Lists the ids of what passes, in no particular order.
     *
     * @param most no more than so many
     */
    @Transactional(readOnly = true)
    public List<Long> ids(Entry.Kind kind, EntryFilter filter, int most) {
        return ids(query(kind, filter), most);
    }

    private ListQuery query(Entry.Kind kind, EntryFilter filter) {
        boolean person = filter.addressId() != null && isPerson(filter.addressId());
        String text = filter.text();
        if (text != null && text.strip().length() >= INDEXED && filter.wants(kind)) {
            List<Long> hits = jdbc.sql(EntryConditions.hits(kind, HITS + 1))
                    .param("text", text)
                    .query(Long.class)
                    .list();
            if (hits.size() <= HITS) {
                EntryFilter rest = EntryFilterBuilder.builder(filter).text(null).build();
                return new ListQuery(kind, rest, person, hits, time);
            }
        }
        return new ListQuery(kind, filter, person, null, time);
    }

    private List<Long> ids(ListQuery query, int most) {
        String sql = query.ids(most);
        return jdbc.sql(sql).params(query.parameters()).query(Long.class).list();
    }

    private boolean isPerson(Long addressId) {
        return jdbc.sql("select exists (select from rapport.address_card where id = :id and kind = 'PERSON')")
                .param("id", addressId)
                .query(Boolean.class)
                .single();
    }
}
