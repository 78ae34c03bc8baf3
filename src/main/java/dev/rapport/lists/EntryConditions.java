package dev.rapport.lists;

import dev.rapport.shared.BusinessTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a filter means in SQL, for lists and histories alike. What is not filtered is not in the text, so that the planner
 * sees plain comparisons. What concerns other tables is asked row by row: a join is at times begun at their end, and the
 * order of the list is lost.
 */
public final class EntryConditions {

    private static final String TEXT = "%s.search_text like rapport.inside(rapport.fold(:text))";

    private final EntryFilter filter;
    private final BusinessTime time;
    private final Map<String, Object> parameters;

    /**
     * Makes the conditions of one query.
     *
     * @param parameters of the query, to which those of the conditions are added
     */
    public EntryConditions(EntryFilter filter, BusinessTime time, Map<String, Object> parameters) {
        this.filter = filter;
        this.time = time;
        this.parameters = parameters;
    }

    /**
     * Adds what is wanted of contacts, but for their address.
     *
     * @param table alias of {@code contact_entry_ever}
     */
    public void contacts(StringBuilder where, String table) {
        any(where, table + ".type", "types", filter.types());
        add(where, table + ".direction = :direction", "direction", filter.direction());
        add(where, table + ".contact_person_id = :person", "person", filter.personId());
        unlessVoided(where, table);
        common(where, table, table + ".start_at < :now");
        if (filter.statuses().contains(EntryFilter.Status.OVERDUE)) {
            parameters.put("now", Timestamp.from(time.now()));
        }
        period(where, table + ".start_at");
        reminder(where, table);
        if (filter.withoutFollowUp()) {
            // nothing stands above it in the history of its address: what is open does, and what is later
            where.append(" ").append("""
                    and %1$s.status <> 'PLANNED' and %1$s.voided_at is null
                     and (select true from rapport.contact_entry o
                          where o.address_id = %1$s.address_id
                            and ((o.status = 'PLANNED'), o.start_at, o.id)
                                > ((%1$s.status = 'PLANNED'), %1$s.start_at, %1$s.id)
                          limit 1) is null""".formatted(table));
        }
    }

    /**
     * Adds what is wanted of measures, but for their address.
     *
     * @param table alias of {@code measure_entry_ever}
     */
    public void measures(StringBuilder where, String table) {
        common(where, table, table + ".planned_for < :today");
        if (filter.statuses().contains(EntryFilter.Status.OVERDUE)) {
            parameters.put("today", time.today());
        }
    }

    /** Query for the ids of entries with {@code :text}, no more than so many. */
    static String hits(Entry.Kind kind, int most) {
        return "select c.id from rapport.%s c where %s limit %d"
                .formatted(
                        kind == Entry.Kind.CONTACT ? "contact_entry_ever" : "measure_entry_ever",
                        TEXT.formatted("c"),
                        most);
    }

    /** Whether anything is asked of a measure itself, beside its section, its period and whether it is voided. */
    public boolean asksMeasures() {
        StringBuilder where = new StringBuilder();
        measures(where, "m");
        return !where.isEmpty();
    }

    public void unlessVoided(StringBuilder where, String table) {
        if (!filter.voided()) {
            where.append(" and ").append(table).append(".voided_at is null");
        }
    }

    public void period(StringBuilder where, String column) {
        if (filter.from() != null) {
            add(where, column + " >= :from", "from", at(time.startOf(filter.from())));
        }
        if (filter.to() != null) {
            add(where, column + " < :to", "to", at(time.startOf(filter.to().plusDays(1))));
        }
    }

    private void common(StringBuilder where, String table, String overdue) {
        status(where, table, overdue);
        any(where, table + ".outcome", "outcomes", filter.outcomes());
        any(where, table + ".in_charge", "inCharge", filter.inCharge());
        any(where, table + ".created_by", "creators", filter.creators());
        any(where, table + ".campaign_id", "campaigns", filter.campaignIds());
        add(
                where,
                "(%1$s.responsible = :user or %1$s.created_by = :user or %1$s.closed_by = :user)".formatted(table),
                "user",
                filter.user());
        add(where, TEXT.formatted(table), "text", filter.text());
    }

    private void status(StringBuilder where, String table, String overdue) {
        if (filter.statuses().isEmpty()) {
            return;
        }
        where.append(" and (false");
        for (EntryFilter.Status status : EntryFilter.Status.values()) {
            if (filter.statuses().contains(status)) {
                where.append(
                        status == EntryFilter.Status.OVERDUE
                                ? " or (%s.status = 'PLANNED' and %s)".formatted(table, overdue)
                                : " or %s.status = '%s'".formatted(table, status));
            }
        }
        where.append(')');
    }

    private void reminder(StringBuilder where, String table) {
        EntryFilter.Reminder wanted = filter.reminder();
        if (wanted != null) {
            where.append(" and (select true from rapport.contact_reminder r where r.contact_id = ")
                    .append(table)
                    .append(".id")
                    .append(wanted == EntryFilter.Reminder.DUE ? " and r.raised_at is not null" : "")
                    .append(wanted == EntryFilter.Reminder.WITHOUT ? ") is null" : ")");
        }
    }

    private void any(StringBuilder where, String column, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            add(where, column + " in (:" + name + ")", name, values);
        }
    }

    private void add(StringBuilder where, String condition, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            parameters.put(name, value);
        }
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
