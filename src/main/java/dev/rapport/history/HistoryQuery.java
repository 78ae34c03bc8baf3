package dev.rapport.history;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryConditions;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.EntryRows;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one query behind every page of every history, for what stands on it. Three branches, each an index scan that starts at the cursor and
 * stops after one page: contacts, closed measures by their audience, open measures by present membership. Why not one denormalised table: ADR 20.
 */
final class HistoryQuery {

    /** Bounds for the id of the other kind at the cursor's instant: behind all, or before all. */
    private static final long NONE_LEFT = 0;

    private static final long ALL_LEFT = Long.MAX_VALUE;

    private final boolean person;
    private final EntryFilter filter;
    private final EntryFilter.@Nullable Section section;
    private final EntryConditions conditions;
    private final int rows;
    private final Map<String, Object> parameters = new HashMap<>();

    /** The last row of the page before. */
    private final @Nullable Position after;

    /** A row as it is sorted. */
    record Position(boolean upcoming, Instant start, Entry.Kind kind, long id) {

        static Position read(ResultSet row, int n) throws SQLException {
            return new Position(
                    row.getBoolean("upcoming"),
                    row.getTimestamp("start_at").toInstant(),
                    EntryRows.kind(row),
                    row.getLong("id"));
        }

        EntryRows.Key key() {
            return new EntryRows.Key(kind, id, start);
        }
    }

    /**
     * Makes the query of one page.
     *
     * @param person whether the address is a contact person
     * @param rows one more than the page shows
     */
    HistoryQuery(
            long addressId, boolean person, EntryFilter filter, @Nullable Cursor cursor, BusinessTime time, int rows) {
        this.person = person;
        this.filter = filter;
        this.section = section(filter);
        this.conditions = new EntryConditions(filter, time, parameters);
        this.rows = rows;
        this.after = cursor == null ? null : position(cursor);
        parameters.put("address", addressId);
    }

    /** Null where both are wanted. */
    private static EntryFilter.@Nullable Section section(EntryFilter filter) {
        boolean upcoming = filter.wants(EntryFilter.Section.UPCOMING);
        boolean past = filter.wants(EntryFilter.Section.PAST);
        return upcoming == past ? null : upcoming ? EntryFilter.Section.UPCOMING : EntryFilter.Section.PAST;
    }

    static Cursor cursor(Position last) {
        return Cursor.of(last.upcoming(), last.start(), last.kind(), last.id());
    }

    private static Position position(Cursor cursor) {
        Entry.Kind kind = switch (cursor.text(2)) {
            case "CONTACT" -> Entry.Kind.CONTACT;
            case "MEASURE" -> Entry.Kind.MEASURE;
            default -> throw Cursor.invalid();
        };
        return new Position(Boolean.parseBoolean(cursor.text(0)), cursor.instant(1), kind, cursor.number(3));
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** Asks for positions, see {@link Position#read}; empty when no branch can have a row. */
    String sql() {
        List<String> branches = new ArrayList<>();
        if (!filter.wants(EntryFilter.Section.UPCOMING) && !filter.wants(EntryFilter.Section.PAST)) {
            return "";
        }
        if (filter.wants(Entry.Kind.CONTACT)) {
            branches.add(contacts());
        }
        if (filter.wants(Entry.Kind.MEASURE)) {
            if (section != EntryFilter.Section.UPCOMING) {
                branches.add(closedMeasures());
            }
            if (section != EntryFilter.Section.PAST && (after == null || after.upcoming())) {
                branches.add(openMeasures());
            }
        }
        if (branches.isEmpty()) {
            return "";
        }
        return """
                select * from (
                %s
                ) entries
                order by upcoming desc, start_at desc, kind desc, id desc
                limit %d""".formatted(String.join("\n    union all\n", branches), rows);
    }

    private String contacts() {
        StringBuilder where = new StringBuilder(person ? "c.contact_person_id = :address" : "c.address_id = :address");
        if (section == EntryFilter.Section.UPCOMING) {
            where.append(" and (c.status = 'PLANNED')");
        } else if (section == EntryFilter.Section.PAST && (after == null || after.upcoming())) {
            // behind all open ones, said as the index has it: "is not PLANNED" would read them first and drop them
            where.append(" and ((c.status = 'PLANNED'), c.start_at, c.id) < (true, '-infinity'::timestamptz, 0)");
        }
        if (after != null) {
            where.append(
                    " and ((c.status = 'PLANNED'), c.start_at, c.id) < (:afterUpcoming, :afterStart, :afterContact)");
            parameters.put("afterUpcoming", after.upcoming());
            putAfter(after);
        }
        conditions.contacts(where, "c");
        return """
                    (select 1 as kind, c.id, (c.status = 'PLANNED') as upcoming, c.start_at
                     from rapport.contact_entry_ever c
                     where %s
                     order by (c.status = 'PLANNED') desc, c.start_at desc, c.id desc
                     limit %d)""".formatted(where, rows);
    }

    private String closedMeasures() {
        StringBuilder where = new StringBuilder();
        if (person) {
            where.append("a.address_id = :address");
        } else if (filter.personId() != null) {
            where.append("a.address_id = :person and a.main_address_id = :address");
            parameters.put("person", filter.personId());
        } else {
            where.append("a.main_address_id = :address and a.first_of_main");
        }
        if (after != null && !after.upcoming()) {
            where.append(" and (a.closed_at, a.measure_id) < (:afterStart, :afterMeasure)");
            putAfter(after);
        }
        conditions.unlessVoided(where, "a");
        conditions.measures(where, "m");
        conditions.period(where, "a.closed_at");
        return """
                    (select 0 as kind, a.measure_id as id, false as upcoming, a.closed_at as start_at
                     from rapport.measure_concerned a
                     %s
                     where %s
                     order by a.closed_at desc, a.measure_id desc
                     limit %d)""".formatted(
                        conditions.asksMeasures() ? "join rapport.measure_entry_ever m on m.id = a.measure_id" : "",
                        where,
                        rows);
    }

    private String openMeasures() {
        String members = person
                ? "k.address_id = :address"
                : filter.personId() != null
                        ? "k.address_id = :person and :address = (select a.company_id from rapport.address_card a where a.id = :person)"
                        : """
                        k.address_id in (select a.id from rapport.address_card a where a.id = :address
                                         union all
                                         select a.id from rapport.address_card a where a.company_id = :address)""";
        if (filter.personId() != null && !person) {
            parameters.put("person", filter.personId());
        }
        StringBuilder where = new StringBuilder("m.campaign_id = joined.campaign_id and m.status = 'PLANNED'");
        if (after != null) {
            where.append(" and (m.start_at, m.id) < (:afterStart, :afterMeasure)");
            putAfter(after);
        }
        conditions.unlessVoided(where, "m");
        conditions.measures(where, "m");
        conditions.period(where, "m.start_at");
        return """
                    (select 0 as kind, open.id, true as upcoming, open.start_at
                     from (select distinct k.campaign_id from rapport.campaign_member_now k
                           where %s) joined
                     cross join lateral (
                       select m.id, m.start_at from rapport.measure_entry_ever m
                       where %s
                       order by m.start_at desc, m.id desc
                       limit %d) open
                     order by open.start_at desc, open.id desc
                     limit %d)""".formatted(members, where, rows, rows);
    }

    /** Where both kinds begin at the cursor's instant, contacts come before measures. */
    private void putAfter(Position position) {
        boolean contact = position.kind() == Entry.Kind.CONTACT;
        parameters.put("afterStart", Timestamp.from(position.start()));
        parameters.put("afterContact", contact ? position.id() : NONE_LEFT);
        parameters.put("afterMeasure", contact ? ALL_LEFT : position.id());
    }
}
