package dev.rapport.lists;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one query behind every page of a list. It merges branches, each of which is an index scan that starts at the cursor
 * and stops after one page: the open and the closed entries of each value of the narrowest filter. By name, those
 * branches are asked for one name after the other. See ADR 54.
 */
final class ListQuery {

    private static final String COLLATION = "collate \"de-x-icu\"";

    private final Entry.Kind kind;
    private final BusinessTime time;
    private final Branches branches;
    private final Map<String, Object> parameters;

    /** Whether they are so few that they may be sorted. */
    private final boolean few;

    /**
     * Makes the query of one list.
     *
     * @param person whether the address of the filter is a contact person
     * @param found if not null, the ids of so few entries that they may be sorted: nothing else is looked at
     */
    ListQuery(
            Entry.Kind kind, EntryFilter filter, boolean person, @Nullable Collection<Long> found, BusinessTime time) {
        this.kind = kind;
        this.few = found != null;
        this.time = time;
        this.branches = new Branches(kind, filter, person, found, time);
        this.parameters = branches.parameters();
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
            case CUSTOMER, RESPONSIBLE -> few ? few(order, after) : nameByName(order, after, rows);
        };
        return EntryRows.sql(
                "select * from (%s) entries order by %s limit %d".formatted(keys, order(order), rows), order(order));
    }

    /** Makes the query for the ids of as many entries as there are, but no more than so many. */
    String ids(int most) {
        return "select id from (" + branches.all(most) + ") found limit " + most;
    }

    /** Makes the query for their number, which is no more than so many; 0 where that does not matter. */
    String count(int most) {
        String limit = most == 0 ? "" : " limit " + most;
        return "select count(*) from (select 1 from (" + branches.all(most) + ") passing" + limit + ") counted";
    }

    /** Makes the query for the lines of the entries with {@code :ids}, by their start. */
    String lines() {
        return EntryRows.sql(
                "select %d as kind, c.id, c.start_at from unnest(cast(:ids as bigint[])) shown (id) join %s c on c.id = shown.id"
                        .formatted(kind == Entry.Kind.CONTACT ? 1 : 0, branches.table()),
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
                where place <= :each""".formatted(branches.all(0));
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
        return branches.of(behind, ordered(direction), rows);
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
                cross join lateral (%s) entries""".formatted(names, branches.of(behind, ordered(" desc"), rows));
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
                        branches.table(),
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
                        name, customers ? "c.address_id" : "c.in_charge", branches.all(0), branches.table(), behind);
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
}
