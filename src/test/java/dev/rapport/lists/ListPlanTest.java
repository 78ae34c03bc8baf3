package dev.rapport.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.CampaignResults;
import dev.rapport.lists.EntryFilter.Status;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import dev.rapport.support.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first page of a list and one deep in it, as PostgreSQL itself plans them among 100,000 contacts: with the filters that
 * people use most and in every order, no table is read whole, and no more is sorted than a few pages. The load is rolled back.
 */
@IntegrationTest
class ListPlanTest {

    private static final int CONTACTS = 100_000;
    private static final int OPEN = 4_000;
    private static final int CUSTOMERS = 10_000;
    private static final int USERS = 60;
    private static final int PAGE = 25;

    /** Tables that grow with what people do. */
    private static final List<String> BIG = List.of("contact", "reminder", "address", "last_contact");

    private static final List<String> OUTCOMES_OF = List.of("contact", "measure");

    /** Rows for each line of a page and each of its names, and what a filter that no index knows passes over. */
    private static final long ROWS = 100L * PAGE;

    /** Two branches, or one for each of three values, and a merge. */
    private static final long SORTED = 6L * (PAGE + 1);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private BusinessTime time;

    @Autowired
    private ListEntries listEntries;

    @Autowired
    private Statements statements;

    @Autowired
    private OfferFilters offerFilters;

    @Autowired
    private CampaignResults campaignResults;

    private final JsonMapper json = JsonMapper.shared();

    private long customer;
    private long campaign;

    @Test
    void aPageReadsAPieceOfAnIndex() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            load();
            EntryFilter none = EntryFilter.none();
            for (Order order : List.of(Order.CUSTOMER, Order.RESPONSIBLE)) {
                read("by " + order, none, order, null);
                read("by " + order + ", deep", none, order, deepIn(none, order));
            }
            Map<String, EntryFilter> filters = Map.ofEntries(
                    Map.entry("everything", EntryFilter.none()),
                    Map.entry(
                            "mine",
                            EntryFilterBuilder.builder()
                                    .inCharge(Set.of("lister7"))
                                    .build()),
                    Map.entry(
                            "mine, open",
                            EntryFilterBuilder.builder()
                                    .inCharge(Set.of("lister7"))
                                    .statuses(Set.of(Status.PLANNED))
                                    .build()),
                    Map.entry(
                            "overdue",
                            EntryFilterBuilder.builder()
                                    .statuses(Set.of(Status.OVERDUE))
                                    .build()),
                    Map.entry(
                            "performed in a year",
                            EntryFilterBuilder.builder()
                                    .statuses(Set.of(Status.PERFORMED))
                                    .from(time.today().minusDays(365))
                                    .build()),
                    Map.entry(
                            "some types",
                            EntryFilterBuilder.builder()
                                    .types(Set.of("VISIT", "EMAIL"))
                                    .build()),
                    Map.entry(
                            "a customer",
                            EntryFilterBuilder.builder().addressId(customer).build()),
                    Map.entry(
                            "a campaign",
                            EntryFilterBuilder.builder()
                                    .campaignIds(Set.of(campaign))
                                    .build()),
                    Map.entry(
                            "created by",
                            EntryFilterBuilder.builder()
                                    .creators(Set.of("lister3"))
                                    .build()),
                    Map.entry(
                            "without follow-up",
                            EntryFilterBuilder.builder().withoutFollowUp(true).build()),
                    Map.entry(
                            "mine, without follow-up",
                            EntryFilterBuilder.builder()
                                    .inCharge(Set.of("lister7"))
                                    .withoutFollowUp(true)
                                    .build()),
                    Map.entry(
                            "due",
                            EntryFilterBuilder.builder()
                                    .reminder(EntryFilter.Reminder.DUE)
                                    .build()));
            filters.forEach((name, filter) -> {
                for (Order order : List.of(Order.LATEST, Order.START)) {
                    read(name, filter, order, null);
                    read(name + ", deep", filter, order, deepIn(filter, order));
                }
            });
            frequentAndRareWords();
            aMonth();
            linesOfKeys();
            outcomes();
        });
    }

    /** Which outcomes there are that models have words of their own for, in a list and in a campaign: one by one, by an index. */
    private void outcomes() {
        for (Entry.Kind kind : Entry.Kind.values()) {
            readsNoTableWhole(
                    kind + ", outcomes to choose from",
                    () -> assertThat(offerFilters.of(kind, Set.of(), Set.of()).outcomes())
                            .anyMatch(choice -> choice.value().equals("rueckruf")),
                    "-1",
                    "-1",
                    "'performed'",
                    "'notPerformed'");
        }
        String id = String.valueOf(campaign);
        readsNoTableWhole(
                "outcomes of a campaign",
                () -> assertThat(campaignResults.figures(campaign).outcomes())
                        .anyMatch(outcome -> outcome.code().equals("rueckruf")),
                id,
                id,
                id,
                id,
                id,
                id,
                id,
                id,
                id,
                id);
    }

    /** @param values of the statement's parameters, in order; those that it does not have are left over */
    private void readsNoTableWhole(String what, Runnable work, String... values) {
        List<String> sent = statements.during(work::run);
        assertThat(sent).as(what).hasSize(1);
        String sql = sent.get(0);
        for (String value : values) {
            sql = sql.replaceFirst("\\?", value);
        }
        for (JsonNode node : nodes(explain(sql, Map.of()))) {
            if (OUTCOMES_OF.contains(node.path("Relation Name").asString(""))) {
                assertThat(node.path("Node Type").asString())
                        .as("%s: %s", what, node)
                        .isNotEqualTo("Seq Scan");
                long rows = (node.path("Actual Rows").asLong()
                                + node.path("Rows Removed by Filter").asLong())
                        * node.path("Actual Loops").asLong();
                assertThat(rows).as("%s: %s", what, node).isLessThan(ROWS);
            }
        }
    }

    /** Half a million dead rows would slow down whatever is tested next. */
    @AfterEach
    void sweep() {
        for (String table : List.of("contact", "measure", "reminder", "address", "last_contact")) {
            jdbc.sql("vacuum analyze rapport." + table).update();
        }
    }

    /** A month of everybody's calendar: its piece of the indexes, and whole lines only of what is shown. */
    private void aMonth() {
        EntryFilter month = EntryFilterBuilder.builder()
                .from(time.today().minusDays(60))
                .to(time.today().minusDays(30))
                .build();
        int total = listEntries.countAll(Entry.Kind.CONTACT, month);
        assertThat(total).isGreaterThan(200);
        ListQuery query = new ListQuery(Entry.Kind.CONTACT, month, false, null, time);
        String days = query.days(4);
        JsonNode keys = explain(days, query.parameters());
        assertThat(keys.path("Actual Rows").asInt()).isBetween(1, 31 * 4);
        Long[] ids = jdbc.sql(days)
                .params(query.parameters())
                .query((row, n) -> row.getLong("id"))
                .list()
                .toArray(Long[]::new);
        JsonNode lines = explain(query.lines(), Map.of("ids", ids));
        for (JsonNode node :
                Stream.of(keys, lines).flatMap(plan -> nodes(plan).stream()).toList()) {
            if (BIG.contains(node.path("Relation Name").asString(""))) {
                assertThat(node.path("Node Type").asString()).as("%s", node).isNotEqualTo("Seq Scan");
                long rows = (node.path("Actual Rows").asLong()
                                + node.path("Rows Removed by Filter").asLong())
                        * node.path("Actual Loops").asLong();
                boolean names = node.path("Relation Name").asString("").equals("address");
                assertThat(rows).as("%s", node).isLessThanOrEqualTo(names ? 100L * ids.length : total + 1L);
            }
        }
    }

    /** Of a page whose keys are known: as it is planned for whatever keys. */
    private void linesOfKeys() {
        Long[] ids = jdbc.sql(
                        "select id from rapport.contact where number like 'K-1998-%' and right(number, 4) = '0017'")
                .query(Long.class)
                .list()
                .subList(0, 5)
                .toArray(Long[]::new);
        Integer[] kinds = {1, 0, 1, 0, 1};
        JsonNode plan = explain(EntryRows.OF_KEYS, Map.of("kinds", kinds, "ids", ids));
        assertThat(plan.path("Actual Rows").asInt()).isEqualTo(ids.length);
        for (JsonNode node : nodes(plan)) {
            if (BIG.contains(node.path("Relation Name").asString(""))) {
                assertThat(node.path("Node Type").asString()).as("%s", node).isNotEqualTo("Seq Scan");
                long rows = (node.path("Actual Rows").asLong()
                                + node.path("Rows Removed by Filter").asLong())
                        * node.path("Actual Loops").asLong();
                boolean names = node.path("Relation Name").asString("").equals("address");
                assertThat(rows).as("%s", node).isLessThanOrEqualTo(names ? 100L * ids.length : ids.length);
            }
        }
    }

    /** Few hits are found by an index and sorted, many are met with soon. */
    private void frequentAndRareWords() {
        for (String text : List.of("nadelwort", "besprechung")) {
            EntryFilter filter = EntryFilterBuilder.builder().text(text).build();
            List<String> sent =
                    statements.during(() -> listEntries.list(Entry.Kind.CONTACT, filter, Order.LATEST, null, PAGE));
            assertThat(sent).as(text).hasSizeLessThanOrEqualTo(3);
        }
        JsonNode plan = explain(EntryConditions.hits(Entry.Kind.CONTACT, 100), Map.of("text", "nadelwort"));
        assertThat(plan.toString()).contains("contact_found");
        EntryFilter frequent = EntryFilterBuilder.builder().text("besprechung").build();
        read("a frequent word", frequent, Order.LATEST, null);
    }

    private void read(String what, EntryFilter filter, Order order, @Nullable Cursor after) {
        ListQuery query = new ListQuery(Entry.Kind.CONTACT, filter, false, null, time);
        JsonNode plan = explain(query.page(order, after, PAGE + 1), query.parameters());
        assertThat(plan.path("Actual Rows").asInt()).as(what).isBetween(1, PAGE + 1);
        for (JsonNode node : nodes(plan)) {
            String type = node.path("Node Type").asString();
            if (type.equals("Sort")) {
                long sorted = 0;
                for (JsonNode child : node.path("Plans")) {
                    sorted += child.path("Actual Rows").asLong();
                }
                assertThat(sorted)
                        .as("sorted rows for %s %s: %s", what, order, node)
                        .isLessThanOrEqualTo(SORTED);
            }
            if (BIG.contains(node.path("Relation Name").asString(""))) {
                assertThat(type).as("%s %s: %s", what, order, node).isNotEqualTo("Seq Scan");
                long rows = (node.path("Actual Rows").asLong()
                                + node.path("Rows Removed by Filter").asLong())
                        * node.path("Actual Loops").asLong();
                // customers with an open contact are passed over one by one
                long most = ROWS + (filter.withoutFollowUp() ? OPEN : 0);
                assertThat(rows).as("rows for %s %s: %s", what, order, node).isLessThan(most);
            }
        }
    }

    private JsonNode explain(String sql, Map<String, Object> parameters) {
        return json.readTree(jdbc.sql("explain (analyze, format json) " + sql)
                        .params(parameters)
                        .query(String.class)
                        .single())
                .get(0)
                .path("Plan");
    }

    private static List<JsonNode> nodes(JsonNode plan) {
        List<JsonNode> nodes = new ArrayList<>(List.of(plan));
        plan.path("Plans").forEach(child -> nodes.addAll(nodes(child)));
        return nodes;
    }

    /** Behind page 1,000, or behind two thirds of what there is. */
    private Cursor deepIn(EntryFilter filter, Order order) {
        ListQuery all = new ListQuery(Entry.Kind.CONTACT, filter, false, null, time);
        String count = all.count(0);
        int rows = jdbc.sql(count).params(all.parameters()).query(Integer.class).single();
        int depth = Math.min(1000 * PAGE, rows * 2 / 3);
        ListQuery query = new ListQuery(Entry.Kind.CONTACT, filter, false, null, time);
        String sql = "select * from (" + query.page(order, null, depth) + ") deep offset " + (depth - 1);
        return jdbc.sql(sql)
                .params(query.parameters())
                .query((row, n) -> ListQuery.cursor(order, EntryRows.read(row)))
                .single();
    }

    /** Triggers and foreign keys would only be asked a hundred thousand times whether what is written here is right. */
    private void load() {
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("""
                with people as (
                  insert into rapport.address (kind, name, created_by, updated_by)
                  select 'PRIVATE', 'Leser ' || i, 'test', 'test' from generate_series(1, :users) i returning id, name)
                insert into rapport.app_user (user_id, address_id)
                select 'lister' || split_part(name, ' ', 2), id from people""").param("users", USERS).update();
        campaign = jdbc.sql(
                        "insert into rapport.campaign (title, created_at, created_by) values ('Viele', now(), 'test') returning id")
                .query(Long.class)
                .single();
        List<Long> customers =
                jdbc.sql("""
                        insert into rapport.address (kind, name, created_by, updated_by)
                        select 'COMPANY', 'Kunde ' || md5(i::text), 'test', 'test' from generate_series(1, :customers) i
                        returning id""").param("customers", CUSTOMERS).query(Long.class).list();
        customer = customers.get(17);
        jdbc.sql("""
                        insert into rapport.contact
                          (number, address_id, type, direction, status, start_at, duration_minutes, subject,
                           responsible, campaign_id, created_at, created_by, closed_at, closed_by, outcome)
                        select 'K-1998-' || 1000000 + i, :first + 50 * (case when i % 50 = 0 then 17 else i % :customers end),
                               (array['CALL', 'EMAIL', 'VISIT', 'CALL', 'CALL'])[1 + i % 5], 'OUTGOING',
                               case when i <= :open then 'PLANNED' when i % 9 = 0 then 'NOT_PERFORMED' else 'PERFORMED' end,
                               now() + interval '30 days' - i * interval '30 minutes', case when i <= :open then 0 else 10 end,
                               (case when i % 3000 = 0 then 'Nadelwort ' when i % 4 = 0 then 'Besprechung ' else 'Anruf ' end) || i,
                               'lister' || 1 + (i * 7) % :users, case when i % 40 = 0 then :campaign::bigint end, now(),
                               'lister' || 1 + i % :users,
                               case when i > :open then now() end, case when i > :open then 'test' end,
                               case when i > :open then case when i % 400 = 0 then 'rueckruf' else 'performed' end end
                        from generate_series(1, :contacts) i""")
                .params(Map.of(
                        "first", customers.get(0),
                        "customers", CUSTOMERS,
                        "users", USERS,
                        "open", OPEN,
                        "campaign", campaign,
                        "contacts", CONTACTS))
                .update();
        jdbc.sql("""
                        insert into rapport.last_contact (contact_id, address_id, in_charge, start_at)
                        select distinct on (address_id) id, address_id, responsible, start_at
                        from rapport.contact where number like 'K-1998-%' and status <> 'PLANNED'
                        order by address_id, start_at desc, id desc""").update();
        jdbc.sql("""
                        insert into rapport.measure
                          (number, subject, start_at, status, outcome, created_at, created_by, closed_at, closed_by)
                        select 'M-1998-' || 1000000 + i, 'Messe ' || i, now() - i * interval '1 hour', 'PERFORMED',
                               case when i % 400 = 0 then 'rueckruf' else 'performed' end, now(), 'test', now(), 'test'
                        from generate_series(1, 20000) i""").update();
        // some have fallen due; that of a closed one is removed, but for a few (rule 19)
        jdbc.sql("""
                        insert into rapport.reminder (contact_id, lead, due_at, raised_at, removed_at, created_at, created_by,
                          contact_start, contact_responsible, contact_creator, contact_closed)
                        select id, 'P1D', start_at - interval '1 day', case when id % 10 < 2 then now() end,
                               case when status <> 'PLANNED' and right(number, 3) <> '000' then now() end, now(), 'test',
                               start_at, responsible, created_by, status <> 'PLANNED'
                        from rapport.contact where number like 'K-1998-%' and right(number, 1) < '5'""").update();
        for (String table : List.of(
                "contact", "measure", "last_contact", "reminder", "address", "app_user", "contact_type", "campaign")) {
            jdbc.sql("analyze rapport." + table).update();
        }
    }

    /** Whoever searches reads all that waits to be sorted in (ADR 68). */
    @Test
    void inIndexesOfWordsLittleWaitsToBeSorted() {
        List<String> options = jdbc.sql("""
                        select coalesce(array_to_string(c.reloptions, ','), c.relname) from pg_class c join pg_am m on m.oid = c.relam
                        where m.amname = 'gin' and c.relnamespace = 'rapport'::regnamespace""").query(String.class).list();
        assertThat(options).isNotEmpty().containsOnly("gin_pending_list_limit=64");
    }
}
