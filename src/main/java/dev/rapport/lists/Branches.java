package dev.rapport.lists;

import dev.rapport.shared.BusinessTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What passes a filter, as pieces of indexes that {@link ListQuery} merges: the open and the closed entries of each value of
 * the narrowest filter. See ADR 54.
 */
final class Branches {

    /** A filter with more values than this is not worth a branch for each. */
    private static final int VALUES = 12;

    /** "Is not PLANNED" would not be seen as what the indexes begin with. */
    private static final String OPEN = "c.status = 'PLANNED'";

    private static final String CLOSED = "(c.status = 'PLANNED') is false";

    /** Few of those that are closed have kept their reminder (rule 19): found by the reminders. */
    private static final String REMINDED =
            " and c.id = any(array(select r.contact_id from rapport.contact_reminder r where r.contact_closed))";

    /** Ways to more contacts than there are customers, or customers of that person; the empty one leads to all. */
    private static final Set<String> OF_MANY = Set.of("", "in_charge", "type", "outcome");

    /** What an index leads to, and what is left of the filter then. */
    private record Way(String column, Collection<?> values, EntryFilter rest) {}

    private final Entry.Kind kind;
    private final EntryFilter filter;
    private final boolean person;
    private final BusinessTime time;
    private final Map<String, Object> parameters = new HashMap<>();

    /** If not null it is some of these. */
    private final @Nullable Collection<Long> found;

    Branches(Entry.Kind kind, EntryFilter filter, boolean person, @Nullable Collection<Long> found, BusinessTime time) {
        this.kind = kind;
        this.filter = filter;
        this.person = person;
        this.found = found;
        this.time = time;
    }

    /** Of the query, to which those of the branches are added. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** What the entries are read from; {@code c} in a condition or an order. */
    String table() {
        return kind == Entry.Kind.CONTACT ? "rapport.contact_entry_ever" : "rapport.measure_entry_ever";
    }

    /**
     * The keys of what passes, of each value and each section a query of its own.
     *
     * @param more conditions, on id, start, customer and whoever is in charge
     * @param rows of each branch, 0 for all
     */
    String of(String more, UnaryOperator<String> order, int rows) {
        List<String> pieces = !filter.wants(kind) ? List.of() : isOfLast() ? last() : each();
        return pieces.isEmpty()
                ? "select 0 as kind, 0::bigint as id, now() as start_at where false"
                : pieces.stream()
                        .map(from -> branch(from + more, order, rows))
                        .collect(Collectors.joining("\nunion all\n"));
    }

    /** The same, in no order and with no further condition. */
    String all(int rows) {
        return of("", UnaryOperator.identity(), rows);
    }

    private String branch(String from, UnaryOperator<String> order, int rows) {
        String keys = "select %d as kind, c.id, c.start_at from %s".formatted(kind == Entry.Kind.CONTACT ? 1 : 0, from);
        return "(" + order.apply(keys) + (rows == 0 ? "" : " limit " + rows) + ")";
    }

    /** Whether it is asked for what nothing followed, and for nothing that leads to fewer than there are customers. */
    private boolean isOfLast() {
        return kind == Entry.Kind.CONTACT
                && filter.withoutFollowUp()
                && filter.wants(EntryFilter.Section.PAST)
                && found == null
                && OF_MANY.contains(way().column);
    }

    /** Of each customer it is asked whether the last closed contact passes, in the order of their starts. */
    private List<String> last() {
        Way way = way();
        boolean ofPeople = way.column.equals("in_charge");
        StringBuilder from = new StringBuilder("""
                (select l.contact_id as id, l.address_id, l.in_charge, l.start_at from rapport.last_contact l
                 where (select true from %s c where c.id = l.contact_id and %s limit 1)""".formatted(table(), where(CLOSED, ofPeople ? way.rest : filter)));
        new EntryConditions(filter, time, parameters).period(from, "l.start_at");
        from.append(") c where true");
        return ofPeople ? values(way).stream().map(value -> from + value).toList() : List.of(from.toString());
    }

    /** Of each section and each value that leads to a piece of an index. */
    private List<String> each() {
        Way way = way();
        List<String> wheres = new ArrayList<>();
        if (filter.wants(EntryFilter.Section.UPCOMING)) {
            values(way).forEach(value -> wheres.add(where(OPEN + value, way.rest)));
        }
        if (filter.wants(EntryFilter.Section.PAST)) {
            if (isReminded() && found == null) {
                wheres.add(where(CLOSED + REMINDED, filter));
            } else {
                values(way).forEach(value -> wheres.add(where(CLOSED + value, way.rest)));
            }
        }
        return wheres.stream().map(where -> table() + " c where " + where).toList();
    }

    private boolean isReminded() {
        return kind == Entry.Kind.CONTACT
                && filter.reminder() != null
                && filter.reminder() != EntryFilter.Reminder.WITHOUT;
    }

    private String where(String begin, EntryFilter rest) {
        StringBuilder where = new StringBuilder(begin);
        EntryConditions conditions = new EntryConditions(rest, time, parameters);
        if (kind == Entry.Kind.CONTACT) {
            conditions.contacts(where, "c");
            if (rest.addressId() != null) {
                parameters.put("address", rest.addressId());
                where.append(" and c.%s = :address".formatted(addressColumn()));
            }
        } else {
            conditions.measures(where, "c");
            conditions.unlessVoided(where, "c");
            conditions.period(where, "c.start_at");
            concerned(where);
        }
        return where.toString();
    }

    /** Where each value leads to a piece of an index that is in order, with no value left to pass over. */
    private Way way() {
        if (found != null) {
            parameters.put("found", found.toArray(Long[]::new));
            return new Way("", Set.of(), filter);
        }
        EntryFilterBuilder rest = EntryFilterBuilder.builder(filter);
        if (kind == Entry.Kind.CONTACT && filter.addressId() != null) {
            return new Way(
                    addressColumn(),
                    Set.of(filter.addressId()),
                    rest.addressId(null).build());
        }
        if (!filter.campaignIds().isEmpty()) {
            return new Way(
                    "campaign_id",
                    filter.campaignIds(),
                    rest.campaignIds(Set.of()).build());
        }
        if (!filter.inCharge().isEmpty()) {
            return new Way(
                    "in_charge", filter.inCharge(), rest.inCharge(Set.of()).build());
        }
        if (kind == Entry.Kind.CONTACT && !filter.creators().isEmpty()) {
            return new Way(
                    "created_by", filter.creators(), rest.creators(Set.of()).build());
        }
        if (kind == Entry.Kind.CONTACT && !filter.outcomes().isEmpty()) {
            return new Way("outcome", filter.outcomes(), rest.outcomes(Set.of()).build());
        }
        if (!filter.types().isEmpty()) {
            return new Way("type", filter.types(), rest.types(Set.of()).build());
        }
        return new Way("", Set.of(), filter);
    }

    private String addressColumn() {
        return person ? "contact_person_id" : "address_id";
    }

    private List<String> values(Way way) {
        if (found != null) {
            return List.of(" and c.id = any(cast(:found as bigint[]))");
        }
        if (way.values.isEmpty()) {
            return List.of("");
        }
        if (way.values.size() > VALUES) {
            parameters.put("wayValues", way.values);
            return List.of(" and c." + way.column + " in (:wayValues)");
        }
        List<String> values = new ArrayList<>();
        for (Object value : way.values) {
            String name = "way" + values.size();
            parameters.put(name, value);
            values.add(" and c." + way.column + " = :" + name);
        }
        return values;
    }

    /** A closed measure concerns whom its campaign addressed then, an open one whom it addresses now (rule 27). */
    private void concerned(StringBuilder where) {
        concerned(where, "address", filter.addressId());
        concerned(where, "person", filter.personId());
    }

    private void concerned(StringBuilder where, String name, @Nullable Long address) {
        if (address != null) {
            parameters.put(name, address);
            where.append(" ").append("""
                    and (select true from rapport.measure_concerned a
                          where c.status <> 'PLANNED' and a.measure_id = c.id
                            and (a.address_id = :%1$s or a.main_address_id = :%1$s)
                          union all
                          select true from rapport.campaign_member_now k
                          join rapport.address_card a on a.id = k.address_id
                          where c.status = 'PLANNED' and k.campaign_id = c.campaign_id
                            and (a.id = :%1$s or a.company_id = :%1$s)
                          limit 1)""".formatted(name));
        }
    }
}
