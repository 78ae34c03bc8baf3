package dev.rapport.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.lists.Entry;
import dev.rapport.lists.Entry.Kind;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.EntryFilter.Section;
import dev.rapport.lists.EntryFilter.Status;
import dev.rapport.lists.EntryFilterBuilder;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import java.sql.Timestamp;
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
 * Page 10,000 of a history costs what page 1 costs (ADR 20), as PostgreSQL itself says: one company with 250,000 contacts
 * and 250,000 measures. The load is rolled back.
 */
@IntegrationTest
class HistoryPlanTest {

    private static final int ENTRIES = 250_000;
    private static final int OPEN = 5_000;
    private static final int PAGE = 25;

    /** Tables that grow with what people do. */
    private static final List<String> BIG =
            List.of("contact", "measure", "measure_audience", "campaign_member", "address");

    private static final List<String> SMALL = List.of("app_user", "campaign", "contact_type");

    /** A page reads a few rows of each branch, whatever there is to read; for its lines see ListPlanTest. */
    private static final long ROWS_OF_A_PAGE = 10L * PAGE;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private BusinessTime time;

    @Autowired
    private ShowHistory showHistory;

    private final JsonMapper json = JsonMapper.shared();

    private long company;
    private long person;

    @Test
    void page10000CostsWhatPage1Costs() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            load();

            same("everything", company, EntryFilter.none());
            same("contacts only", company, kind(Kind.CONTACT));
            same("measures only", company, kind(Kind.MEASURE));
            same("closed entries only", company, EntryFilter.none().in(Section.PAST));
            same("performed only", company, status(Status.PERFORMED));
            same("one contact person", company, person());
            same("a contact person's own history", person, EntryFilter.none());
            read("open entries only", company, EntryFilter.none().in(Section.UPCOMING), null);
            read("planned only", company, status(Status.PLANNED), null);
        });
    }

    /** Making a plan takes longer than reading a page: it is made for the lines of all pages, however long and wherever they are. */
    @Test
    void theLinesOfAllPagesHaveOnePlan() {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            jdbc.sql("set local session_replication_role = replica").update();
            long few = address("COMPANY", null);
            jdbc.sql("""
                            insert into rapport.contact (number, address_id, type, direction, status, start_at, duration_minutes, subject,
                              created_at, created_by)
                            select 'K-1999-' || 1000000 + i, :few, 'CALL', 'OUTGOING', 'PLANNED', now() - i * interval '1 minute', 0,
                                   'Anruf ' || i, now(), 'test' from generate_series(1, 60) i""").param("few", few).update();
            // PostgreSQL weighs the plan for all against those that it made before on this connection
            jdbc.sql("deallocate all").update();
            int pages = 0;
            for (int limit : List.of(1, 2, 25, 7)) {
                String after = null;
                do {
                    Page<Entry> page = showHistory.show(few, EntryFilter.none(), after, limit);
                    after = page.next();
                    pages++;
                } while (after != null);
            }
            Plans made = plansOfLines();
            // The driver prepares what it has sent five times, and the server's first five plans are for their values,
            // with one more now and then. Were the number of keys known, all of them would be.
            assertThat(made.own()).isLessThanOrEqualTo(pages / 4);
            assertThat(made.ofAll()).isGreaterThanOrEqualTo(pages / 2);
        });
    }

    /** How often a statement ran with a plan for its very values, and with that for all. */
    private record Plans(long own, long ofAll) {}

    /** On this connection. */
    private Plans plansOfLines() {
        return jdbc.sql("""
                        select coalesce(sum(custom_plans), 0) as own, coalesce(sum(generic_plans), 0) as of_all
                        from pg_prepared_statements where statement like '%with ordinality as k (kind, id, turn)%'""")
                .query((row, n) -> new Plans(row.getLong("own"), row.getLong("of_all")))
                .single();
    }

    /** Half a million dead rows would slow down whatever is tested next. */
    @AfterEach
    void sweep() {
        for (String table : BIG) {
            jdbc.sql("vacuum analyze rapport." + table).update();
        }
    }

    private void same(String what, long address, EntryFilter filter) {
        long first = read(what, address, filter, null);
        long deep = read(what + ", page 10,000", address, filter, deepIn(filter, address));
        assertThat(deep).as("blocks of %s, page 10,000", what).isLessThanOrEqualTo(2 * first);
    }

    /** The blocks that a page reads, once its plan has been found in order. */
    private long read(String what, long address, EntryFilter filter, @Nullable Cursor after) {
        HistoryQuery query = new HistoryQuery(address, address == person, filter, after, time, PAGE + 1);
        assertThat(query.sql()).doesNotContainIgnoringCase("offset");
        JsonNode plan = json.readTree(jdbc.sql("explain (analyze, buffers, format json) " + query.sql())
                        .params(query.parameters())
                        .query(String.class)
                        .single())
                .get(0)
                .path("Plan");
        assertThat(plan.path("Actual Rows").asInt()).as(what).isEqualTo(PAGE + 1);
        for (JsonNode node : nodes(plan)) {
            String table = node.path("Relation Name").asString("");
            if (!BIG.contains(table)) {
                // a node above the scans, or a small table, which may be read whole
                continue;
            }
            assertThat(node.path("Node Type").asString())
                    .as("%s for %s", table, what)
                    .isNotEqualTo("Seq Scan");
            long rows = node.path("Actual Rows").asLong()
                            * node.path("Actual Loops").asLong()
                    + node.path("Rows Removed by Filter").asLong();
            assertThat(rows)
                    .as("rows of %s for %s: %s", node.path("Node Type"), what, node)
                    .isLessThan(ROWS_OF_A_PAGE);
        }
        return plan.path("Shared Hit Blocks").asLong()
                + plan.path("Shared Read Blocks").asLong();
    }

    private static List<JsonNode> nodes(JsonNode plan) {
        List<JsonNode> nodes = new ArrayList<>(List.of(plan));
        plan.path("Plans").forEach(child -> nodes.addAll(nodes(child)));
        return nodes;
    }

    /** Where page 10,000 begins: behind as many entries, contacts and measures by turns. */
    private Cursor deepIn(EntryFilter filter, long address) {
        int contacts = filter.kind() == Kind.CONTACT ? ENTRIES - 2 * PAGE : ENTRIES / 2;
        if (filter.kind() == Kind.MEASURE) {
            return jdbc.sql("""
                            select measure_id, closed_at from rapport.measure_audience where main_address_id = :company
                            order by closed_at limit 1 offset :rest""")
                    .param("company", company)
                    .param("rest", 2 * PAGE)
                    .query((row, n) -> cursor(Kind.MEASURE, row.getTimestamp("closed_at"), row.getLong("measure_id")))
                    .single();
        }
        return jdbc.sql("""
                        select id, start_at from rapport.contact where %s = :address
                        order by start_at desc limit 1 offset :depth""".formatted(address == person ? "contact_person_id" : "address_id"))
                .param("address", address)
                .param("depth", address == person ? contacts - 2 * PAGE - OPEN : contacts)
                .query((row, n) -> cursor(Kind.CONTACT, row.getTimestamp("start_at"), row.getLong("id")))
                .single();
    }

    private static Cursor cursor(Kind kind, Timestamp start, long id) {
        return Cursor.of(false, start.toInstant(), kind, id);
    }

    /** Triggers and foreign keys would only be asked half a million times whether what is written here is right. */
    private void load() {
        jdbc.sql("set local session_replication_role = replica").update();
        company = address("COMPANY", null);
        person = address("PERSON", company);
        for (int i = 0; i < 50; i++) {
            address("PERSON", company);
        }
        // so many users, all of them among the first addresses, that joining the two before the page looks cheap
        jdbc.sql("""
                        with people as (
                          insert into rapport.address (kind, name, created_by, updated_by)
                          select 'PRIVATE', 'Nutzer ' || i, 'test', 'test' from generate_series(1, 300) i
                          returning id, name)
                        insert into rapport.app_user (user_id, address_id)
                        select 'nutzer' || id, id from people""").update();
        long campaign = campaign("Viel");
        // others, without whom reading a whole table would be no fault
        jdbc.sql("""
                        with others as (
                          insert into rapport.address (kind, name, created_by, updated_by)
                          select 'PRIVATE', 'Andere ' || i, 'test', 'test' from generate_series(1, 20000) i returning id)
                        insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                        select :campaign, id, now(), 'test' from others""").param("campaign", campaign("Andere")).update();
        jdbc.sql("""
                        insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                        values (:campaign, :person, now(), 'test')""").param("campaign", campaign).param("person", person).update();
        Map<String, Object> parameters =
                Map.of("company", company, "person", person, "campaign", campaign, "entries", ENTRIES, "open", OPEN);
        jdbc.sql("""
                        insert into rapport.contact
                          (number, address_id, contact_person_id, type, direction, status, start_at, duration_minutes, subject,
                           campaign_id, created_at, created_by, closed_at, closed_by)
                        select 'K-1999-' || 1000000 + i, :company, case when i % 2 = 0 then :person::bigint end, 'CALL', 'OUTGOING',
                               case when i <= :open then 'PLANNED' else 'PERFORMED' end, now() - i * interval '1 minute',
                               case when i <= :open then 0 else 10 end, 'Anruf ' || i, :campaign, now(), 'test',
                               case when i > :open then now() end, case when i > :open then 'test' end
                        from generate_series(1, :entries) i""").params(parameters).update();
        jdbc.sql("""
                        with measures as (
                          insert into rapport.measure
                            (number, subject, campaign_id, start_at, status, created_at, created_by, closed_at, closed_by)
                          select 'M-1999-' || 1000000 + i, 'Maßnahme ' || i, :campaign,
                                 now() - i * interval '1 minute' - interval '30 seconds',
                                 case when i <= :open then 'PLANNED' else 'PERFORMED' end, now(), 'test',
                                 case when i > :open then now() - i * interval '1 minute' - interval '30 seconds' end,
                                 case when i > :open then 'test' end
                          from generate_series(1, :entries) i
                          returning id, closed_at)
                        insert into rapport.measure_audience
                          (measure_id, address_id, main_address_id, closed_at, first_of_main)
                        select id, :person, :company, closed_at, true from measures where closed_at is not null""").params(parameters).update();
        // the small ones too: left to autovacuum, the plan would depend on what was tested before, and when
        for (String table : Stream.concat(BIG.stream(), SMALL.stream()).toList()) {
            jdbc.sql("analyze rapport." + table).update();
        }
    }

    private long address(String kind, @Nullable Long main) {
        return jdbc.sql("""
                        insert into rapport.address (kind, company_id, name, created_by, updated_by)
                        values (:kind, :main, 'Viel', 'test', 'test') returning id""")
                .param("kind", kind)
                .param("main", main)
                .query(Long.class)
                .single();
    }

    private long campaign(String title) {
        return jdbc.sql("""
                        insert into rapport.campaign (title, created_at, created_by)
                        values (:title, now(), 'test') returning id""").param("title", title).query(Long.class).single();
    }

    private static EntryFilter kind(Kind kind) {
        return EntryFilter.none().of(kind);
    }

    private static EntryFilter status(Status status) {
        return EntryFilterBuilder.builder().statuses(Set.of(status)).build();
    }

    private EntryFilter person() {
        return EntryFilterBuilder.builder().personId(person).build();
    }
}
