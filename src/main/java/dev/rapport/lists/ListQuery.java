package dev.rapport.lists;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one query behind every page of a list. It merges branches, each of which is an index scan that starts at the cursor
 * and stops after one page: the open and the closed entries of each value of the narrowest filter. By name, those
 * branches are asked for one name after the other. See ADR 54.
 */
final class ListQuery {

    private static final String COLLATION = "collate \"de-x-icu\"";

    /** A filter with more values than this is not worth a branch for each. */
    private static final int VALUES = 12;

    /** What an index leads to, and what is left of the filter then. */
    private record Way(String column, Collection<?> values, EntryFilter rest) {}

    private final Entry.Kind kind;
    private final EntryFilter filter;
    private final BusinessTime time;
    private final Map<String, Object> parameters = new HashMap<>();

    private final boolean person;

    /** If not null it is some of these. */
    private final @Nullable Collection<Long> found;

    /**
     * Makes the query of one list.
     *
     * @param person whether the address of the filter is a contact person
     * @param found if not null, the ids of so few entries that they may be sorted: nothing else is looked at
     */
    ListQuery(
            Entry.Kind kind, EntryFilter filter, boolean person, @Nullable Collection<Long> found, BusinessTime time) {
        this.kind = kind;
        this.filter = filter;
        this.person = person;
        this.found = found;
        this.time = time;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /**
     * Makes the query of one page.
     *
     * @param rows one more than the page shows
     */
    String page(Order order, @Nullable Cursor after, int rows) {
        String keys = switch (order) {
            case START, LATEST -> byStart(order, after, rows);
            case CUSTOMER, RESPONSIBLE -> found == null ? nameByName(order, after, rows) : few(order, after);
        };
        return EntryRows.sql(
                "select * from (%s) entries order by %s limit %d".formatted(keys, order(order), rows), order(order));
    }

    /** Makes the query for the ids of as many entries as there are, but no more than so many. */
    String ids(int most) {
        return "select id from (" + branches("", UnaryOperator.identity(), most) + ") found limit " + most;
    }

    /** Makes the query for their number, which is no more than so many; 0 where that does not matter. */
    String count(int most) {
        String limit = most == 0 ? "" : " limit " + most;
        return "select count(*) from (select 1 from (" + branches("", UnaryOperator.identity(), most) + ") passing"
                + limit + ") counted";
    }

    /** Makes the query for the lines of the entries with {@code :ids}, by their start. */
    String lines() {
        return EntryRows.sql(
                "select %d as kind, c.id, c.start_at from unnest(cast(:ids as bigint[])) shown (id) join %s c on c.id = shown.id"
                        .formatted(kind == Entry.Kind.CONTACT ? 1 : 0, table()),
                "start_at, id");
    }

    /**
     * Makes the query for the ids of what begins on each day, with its {@code day} and the {@code total} of that day.
     *
     * @param each of a day so many, those that begin first
     */
    String days(int each) {
        parameters.put("zone", time.zone().getId());
        parameters.put("each", each);
        return """
                select id, day, total from (
                  select placed.*, row_number() over (partition by day order by start_at, id) as place,
                         count(*) over (partition by day) as total
                  from (select passing.*, cast(start_at at time zone :zone as date) as day from (%s) passing) placed) counted
                where place <= :each""".formatted(branches("", UnaryOperator.identity(), 0));
    }

    static Cursor cursor(Order order, Entry last) {
        return switch (order) {
            case START, LATEST -> Cursor.of(last.start(), last.id());
            case CUSTOMER -> Cursor.of(last.start(), last.id(), last.addressId());
            case RESPONSIBLE -> Cursor.of(last.start(), last.id(), last.inCharge());
        };
    }

    static int cursorSize(Order order) {
        return order.byName() ? 3 : 2;
    }

    private static String order(Order order) {
        return switch (order) {
            case START -> "start_at, id";
            case LATEST -> "start_at desc, id desc";
            case CUSTOMER, RESPONSIBLE -> "sort_name " + COLLATION + ", sort_of, start_at desc, id desc";
        };
    }

    private String byStart(Order order, @Nullable Cursor after, int rows) {
        String behind = "";
        if (after != null) {
            behind = " and (c.start_at, c.id) %s (:afterStart, :afterId)".formatted(order == Order.START ? ">" : "<");
            putAfter(after);
        }
        String direction = order == Order.START ? "" : " desc";
        return branches(behind, ordered(direction), rows);
    }

    /** One name after the other, and of each the entries in the order of their start. */
    private String nameByName(Order order, @Nullable Cursor after, int rows) {
        boolean customers = order == Order.CUSTOMER;
        String behind = customers ? " and c.address_id = named.id" : " and c.in_charge = named.id";
        if (after != null) {
            behind += " and (named.id <> %s or (c.start_at, c.id) < (:afterStart, :afterId))"
                    .formatted(customers ? ":afterOf::bigint" : ":afterOf");
            putAfter(after);
            putOf(customers, after);
        }
        String names = customers ? customers(after != null) : people(after != null);
        return """
                select kind, entries.id, start_at, named.name as sort_name, named.id as sort_of
                from (%s) named
                cross join lateral (%s) entries""".formatted(names, branches(behind, ordered(" desc"), rows));
    }

    /** Main addresses, from that of the cursor on: not sorted here, so that the planner sees which index is in that order. */
    private String customers(boolean after) {
        return """
                select a.id, a.last_name as name from rapport.address_card a
                where a.company_id is null %s""".formatted(
                        after
                                ? "and (a.last_name %1$s, a.id) >= ((select f.last_name from rapport.address_card f where f.id = :afterOf) %1$s, :afterOf)"
                                        .formatted(COLLATION)
                                : "");
    }

    /** Whoever is in charge of something, found by skipping from one to the next in the index; they are few. */
    private String people(boolean after) {
        return """
                with recursive logins as (
                  (select c.in_charge as id from %1$s c order by c.in_charge limit 1)
                  union all
                  select (select c.in_charge from %1$s c where c.in_charge > logins.id order by c.in_charge limit 1)
                  from logins where logins.id is not null),
                people as (
                  select l.id, coalesce(u.name, l.id) as name
                  from logins l left join rapport.user_card u on u.user_id = l.id where l.id is not null)
                select id, name from people %2$s
                order by name %3$s, id""".formatted(
                        table(),
                        after
                                ? "where (name %1$s, id) >= (coalesce((select f.name from rapport.user_card f where f.user_id = :afterOf), :afterOf) %1$s, :afterOf)"
                                        .formatted(COLLATION)
                                : "",
                        COLLATION);
    }

    /** So few that they may be sorted. */
    private String few(Order order, @Nullable Cursor after) {
        boolean customers = order == Order.CUSTOMER;
        String name = customers
                ? "(select a.last_name from rapport.address_card a where a.id = c.address_id)"
                : "coalesce((select u.name from rapport.user_card u where u.user_id = c.in_charge), c.in_charge)";
        String behind = "";
        if (after != null) {
            putAfter(after);
            putOf(customers, after);
            String name0 = customers
                    ? "(select f.last_name from rapport.address_card f where f.id = :afterOf)"
                    : "coalesce((select f.name from rapport.user_card f where f.user_id = :afterOf), :afterOf)";
            // names and ids rise, starts fall
            behind = """
                    where (sort_name %1$s, sort_of) >= (%2$s %1$s, :afterOf)
                      and (sort_of <> :afterOf or (start_at, id) < (:afterStart, :afterId))""".formatted(COLLATION, name0);
        }
        return """
                select * from (
                  select keys.kind, keys.id, keys.start_at, %s as sort_name, %s as sort_of
                  from (%s) keys join %s c on c.id = keys.id) entries
                %s""".formatted(
                        name,
                        customers ? "c.address_id" : "c.in_charge",
                        branches("", UnaryOperator.identity(), 0),
                        table(),
                        behind);
    }

    private void putAfter(Cursor after) {
        parameters.put("afterStart", Timestamp.from(after.instant(0)));
        parameters.put("afterId", after.number(1));
    }

    private void putOf(boolean customers, Cursor after) {
        parameters.put("afterOf", customers ? (Object) after.number(2) : after.text(2));
    }

    private static UnaryOperator<String> ordered(String direction) {
        return branch -> branch + " order by c.start_at" + direction + ", c.id" + direction;
    }

    private String table() {
        return kind == Entry.Kind.CONTACT ? "rapport.contact_entry_ever" : "rapport.measure_entry_ever";
    }

    /**
     * The entries that pass, of each value and each section a query of its own.
     *
     * @param more conditions
     * @param rows of each branch, 0 for all
     */
    private String branches(String more, UnaryOperator<String> order, int rows) {
        List<String> branches = new ArrayList<>();
        String limit = rows == 0 ? "" : " limit " + rows;
        for (String where : wheres()) {
            branches.add("(" + order.apply("""
                    select %d as kind, c.id, c.start_at from %s c where %s%s""".formatted(kind == Entry.Kind.CONTACT ? 1 : 0, table(), where, more))
                    + limit + ")");
        }
        return branches.isEmpty()
                ? "select 0 as kind, 0::bigint as id, now() as start_at where false"
                : String.join("\nunion all\n", branches);
    }

    private List<String> wheres() {
        if (!filter.wants(kind)) {
            return List.of();
        }
        Way way = way();
        List<String> wheres = new ArrayList<>();
        for (String section : sections()) {
            for (String value : values(way)) {
                StringBuilder where = new StringBuilder(section).append(value);
                EntryConditions conditions = new EntryConditions(way.rest, time, parameters);
                if (kind == Entry.Kind.CONTACT) {
                    conditions.contacts(where, "c");
                    if (way.rest.addressId() != null) {
                        parameters.put("address", way.rest.addressId());
                        where.append(" and c.%s = :address".formatted(addressColumn()));
                    }
                } else {
                    conditions.measures(where, "c");
                    conditions.unlessVoided(where, "c");
                    conditions.period(where, "c.start_at");
                    concerned(where);
                }
                wheres.add(where.toString());
            }
        }
        return wheres;
    }

    /** "Is not PLANNED" would not be seen as what the indexes begin with. */
    private List<String> sections() {
        List<String> sections = new ArrayList<>();
        if (filter.wants(EntryFilter.Section.UPCOMING)) {
            sections.add("c.status = 'PLANNED'");
        }
        if (filter.wants(EntryFilter.Section.PAST)) {
            sections.add("(c.status = 'PLANNED') is false");
        }
        return sections;
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
