package dev.rapport.history;

import dev.rapport.shared.Cursor;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one query behind every page of every history. Three branches, each an index scan that starts at the cursor and
 * stops after one page: contacts, closed measures by their audience, open measures by present membership. What is
 * not filtered is not in the text, so that the planner sees plain comparisons. Names of addresses and campaigns are
 * looked up row by row: a join is at times begun at their end. Why not one denormalised table: ADR 20.
 */
final class HistoryQuery {

    /** Bounds for the id of the other kind at the cursor's instant: behind all, or before all. */
    private static final long NONE_LEFT = 0;

    private static final long ALL_LEFT = Long.MAX_VALUE;

    private final boolean person;
    private final HistoryFilter filter;
    private final HistoryFilter.@Nullable Section section;
    private final ZoneId zone;
    private final int rows;
    private final Map<String, Object> parameters = new HashMap<>();
    private final @Nullable Position after;

    /** The sort values of the last row of the page before. */
    private record Position(boolean upcoming, Instant start, HistoryEntry.Kind kind, long id) {}

    /**
     * Makes the query of one page.
     *
     * @param person whether the address is a contact person
     * @param rows one more than the page shows
     */
    HistoryQuery(long addressId, boolean person, HistoryFilter filter, @Nullable Cursor cursor, ZoneId zone, int rows) {
        this.person = person;
        this.filter = filter;
        this.section = section(filter);
        this.zone = zone;
        this.rows = rows;
        this.after = cursor == null ? null : position(cursor);
        parameters.put("address", addressId);
    }

    /** A status is in one section only, which spares reading the other. */
    private static HistoryFilter.@Nullable Section section(HistoryFilter filter) {
        if (filter.section() != null || filter.status() == null) {
            return filter.section();
        }
        return filter.status().equals("PLANNED") ? HistoryFilter.Section.UPCOMING : HistoryFilter.Section.PAST;
    }

    static Cursor cursor(HistoryEntry last) {
        return Cursor.of(last.upcoming(), last.start(), last.kind(), last.id());
    }

    private static Position position(Cursor cursor) {
        HistoryEntry.Kind kind = switch (cursor.text(2)) {
            case "CONTACT" -> HistoryEntry.Kind.CONTACT;
            case "MEASURE" -> HistoryEntry.Kind.MEASURE;
            default -> throw Cursor.invalid();
        };
        return new Position(Boolean.parseBoolean(cursor.text(0)), cursor.instant(1), kind, cursor.number(3));
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** Empty when no branch can have a row. */
    String sql() {
        List<String> branches = new ArrayList<>();
        if (filter.wants(HistoryEntry.Kind.CONTACT)) {
            branches.add(contacts());
        }
        if (filter.wants(HistoryEntry.Kind.MEASURE)) {
            if (section != HistoryFilter.Section.UPCOMING) {
                branches.add(closedMeasures());
            }
            if (section != HistoryFilter.Section.PAST && (after == null || after.upcoming())) {
                branches.add(openMeasures());
            }
        }
        if (branches.isEmpty()) {
            return "";
        }
        return """
                select page.kind, page.id, page.upcoming, page.start_at,
                       coalesce(c.number, m.number) as number, c.type, t.name_de, t.name_en, c.direction,
                       coalesce(c.status, m.status) as status, c.duration_minutes,
                       coalesce(c.subject, m.subject) as subject, c.description,
                       coalesce(c.infotext, m.infotext) as infotext, c.contact_person_id,
                       (select p.name from rapport.address_card p
                        where p.id = c.contact_person_id) as contact_person,
                       coalesce(c.responsible, m.responsible) as responsible,
                       (select u.name from rapport.user_card u
                        where u.user_id = coalesce(c.responsible, m.responsible)) as responsible_name,
                       coalesce(c.campaign_id, m.campaign_id) as campaign_id,
                       (select k.title from rapport.campaign_title k
                        where k.id = coalesce(c.campaign_id, m.campaign_id)) as campaign,
                       coalesce(c.voided_at, m.voided_at) as voided_at,
                       coalesce(c.voided_by, m.voided_by) as voided_by,
                       coalesce((select u.name from rapport.user_card u
                                 where u.user_id = coalesce(c.voided_by, m.voided_by)),
                                c.voided_by, m.voided_by) as voided_by_name,
                       coalesce(c.void_reason, m.void_reason) as void_reason
                from (
                  select * from (
                %s
                  ) entries
                  order by upcoming desc, start_at desc, kind desc, id desc
                  limit %d
                ) page
                left join rapport.contact_entry_ever c on page.kind = 1 and c.id = page.id
                left join rapport.measure_entry_ever m on page.kind = 0 and m.id = page.id
                left join rapport.contact_type_name t on t.code = c.type
                order by page.upcoming desc, page.start_at desc, page.kind desc, page.id desc""".formatted(String.join("\n    union all\n", branches), rows);
    }

    private String contacts() {
        StringBuilder where = new StringBuilder(person ? "c.contact_person_id = :address" : "c.address_id = :address");
        if (section == HistoryFilter.Section.UPCOMING) {
            where.append(" and (c.status = 'PLANNED')");
        } else if (section == HistoryFilter.Section.PAST && (after == null || after.upcoming())) {
            // behind all open ones, said as the index has it: "is not PLANNED" would read them first and drop them
            where.append(" and ((c.status = 'PLANNED'), c.start_at, c.id) < (true, '-infinity'::timestamptz, 0)");
        }
        if (after != null) {
            where.append(
                    " and ((c.status = 'PLANNED'), c.start_at, c.id) < (:afterUpcoming, :afterStart, :afterContact)");
            parameters.put("afterUpcoming", after.upcoming());
            putAfter(after);
        }
        add(where, "c.type = :type", "type", filter.type());
        add(where, "c.direction = :direction", "direction", filter.direction());
        add(where, "c.contact_person_id = :person", "person", filter.personId());
        unlessVoided(where, "c");
        common(where, "c", "concat_ws(' ', c.subject, c.description, c.infotext)");
        period(where, "c.start_at");
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
        unlessVoided(where, "a");
        common(where, "m", "concat_ws(' ', m.subject, m.infotext)");
        period(where, "a.closed_at");
        return """
                    (select 0 as kind, a.measure_id as id, false as upcoming, a.closed_at as start_at
                     from rapport.measure_concerned a
                     %s
                     where %s
                     order by a.closed_at desc, a.measure_id desc
                     limit %d)""".formatted(
                filtersMeasures() ? "join rapport.measure_entry_ever m on m.id = a.measure_id" : "", where, rows);
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
        unlessVoided(where, "m");
        common(where, "m", "concat_ws(' ', m.subject, m.infotext)");
        period(where, "m.start_at");
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
        boolean contact = position.kind() == HistoryEntry.Kind.CONTACT;
        parameters.put("afterStart", Timestamp.from(position.start()));
        parameters.put("afterContact", contact ? position.id() : NONE_LEFT);
        parameters.put("afterMeasure", contact ? ALL_LEFT : position.id());
    }

    private boolean filtersMeasures() {
        return filter.status() != null || filter.campaignId() != null || filter.user() != null || filter.text() != null;
    }

    private void unlessVoided(StringBuilder where, String table) {
        if (!filter.voided()) {
            where.append(" and ").append(table).append(".voided_at is null");
        }
    }

    private void common(StringBuilder where, String table, String texts) {
        add(where, table + ".status = :status", "status", filter.status());
        add(where, table + ".campaign_id = :campaign", "campaign", filter.campaignId());
        add(
                where,
                "(%1$s.responsible = :user or %1$s.created_by = :user or %1$s.closed_by = :user)".formatted(table),
                "user",
                filter.user());
        String text = filter.text();
        if (text != null) {
            add(
                    where,
                    "(rapport.fold(%1$s) like rapport.fold(:text) escape '!' or rapport.fold_german(%1$s) like rapport.fold(:text) escape '!')"
                            .formatted(texts),
                    "text",
                    "%" + text.replaceAll("[!%_]", "!$0") + "%");
        }
    }

    private void period(StringBuilder where, String column) {
        if (filter.from() != null) {
            add(
                    where,
                    column + " >= :from",
                    "from",
                    Timestamp.from(filter.from().atStartOfDay(zone).toInstant()));
        }
        if (filter.to() != null) {
            add(
                    where,
                    column + " < :to",
                    "to",
                    Timestamp.from(filter.to().plusDays(1).atStartOfDay(zone).toInstant()));
        }
    }

    private void add(StringBuilder where, String condition, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            parameters.put(name, value);
        }
    }
}
