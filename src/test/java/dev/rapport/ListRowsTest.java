package dev.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.address.FindAddresses;
import dev.rapport.address.FindAddresses.Among;
import dev.rapport.address.ListAddresses;
import dev.rapport.bulk.BulkChange;
import dev.rapport.bulk.BulkChangeBuilder;
import dev.rapport.bulk.ShowBulkChanges;
import dev.rapport.campaign.CampaignResults;
import dev.rapport.campaign.CampaignsOfAddress;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.campaign.FindCandidates;
import dev.rapport.campaign.ListMembers;
import dev.rapport.lists.Entry;
import dev.rapport.measure.ListAudience;
import dev.rapport.measure.ListCampaignMeasures;
import dev.rapport.reminder.FailedMails;
import dev.rapport.shared.Page;
import dev.rapport.user.ListUsers;
import dev.rapport.worklist.ListOpenContacts;
import dev.rapport.worklist.Worklist;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many rows PostgreSQL itself says it has looked at for a page of each list, the first one and one behind twenty, where the
 * list has 100,000 lines: a few pages' worth, whatever the statement. Contacts, measures and histories have theirs in
 * {@code ListPlanTest} and {@code HistoryPlanTest}. The load is rolled back.
 */
@IntegrationTest
class ListRowsTest {

    private static final int MANY = 100_000;

    /** For each line of a page of 25 its own row, and those of its names. */
    private static final long A_PAGE = 25 * 12L;

    private record Read(String relation, long rows) {}

    private static final List<Worklist.Kind> LINES = List.of(Worklist.Kind.values());

    private static final List<String> TABLES = List.of(
            "address",
            "address_token",
            "app_user",
            "campaign",
            "campaign_member",
            "campaign_count",
            "campaign_reach",
            "contact",
            "reminder",
            "reminder_mail",
            "measure",
            "measure_audience",
            "bulk_change_entry");

    /** People who work there. */
    private static final long USERS = 10_000;

    /** What one address belongs to. */
    private static final long OWN_CAMPAIGNS = 600;

    /**
     * Entries and rows for what is counted of open contacts in each of three sections (just after midnight of the business even
     * today has as many), where every other one has a reminder.
     */
    private static final long WORK = 2 * 2 * 3 * Page.COUNTED;

    /** What is sorted: as much as a list has, where that is no question of how big the house is; and what is counted beside one. */
    private static final Map<String, Long> MOST = Map.of(
            "campaigns of an address", 2 * OWN_CAMPAIGNS + A_PAGE,
            "campaigns of an address, deep", 2 * OWN_CAMPAIGNS + A_PAGE,
            "worklist of all", WORK + A_PAGE,
            "worklist of one", WORK + A_PAGE,
            "candidates", 600L);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private ListAddresses addresses;

    @Autowired
    private FindAddresses findAddresses;

    @Autowired
    private ListUsers users;

    @Autowired
    private FindCampaigns campaigns;

    @Autowired
    private CampaignsOfAddress campaignsOfAddress;

    @Autowired
    private ListMembers members;

    @Autowired
    private FindCandidates candidates;

    @Autowired
    private CampaignResults results;

    @Autowired
    private ListOpenContacts openContacts;

    @Autowired
    private Worklist worklist;

    @Autowired
    private ListCampaignMeasures measures;

    @Autowired
    private ListAudience audience;

    @Autowired
    private FailedMails mails;

    @Autowired
    private ShowBulkChanges bulkChanges;

    private long others;
    private long otherCampaigns;
    private long campaign;
    private long emptyCampaign;
    private long company;
    private long busy;
    private long measure;
    private long openMeasure;
    private BulkChange change;

    @Test
    void aPageReadsAPieceOfAnIndex() {
        Map<String, Read> read = new LinkedHashMap<>();
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            load();
            Map<String, Function<@Nullable String, Page<?>>> lists = new LinkedHashMap<>();
            lists.put("addresses", after -> addresses.list(false, after, null));
            lists.put("contact persons", after -> findAddresses.contactPersons(company, null, after, null));
            lists.put("users", after -> users.list(null, after));
            lists.put(
                    "campaigns",
                    after -> campaigns.find(
                            new FindCampaigns.Search(FindCampaigns.Which.ACTIVE, null, null, after, null, true)));
            lists.put("campaigns of an address", after -> campaignsOfAddress.list(busy, false, after, null));
            lists.put("members", after -> members.list(campaign, null, after, null));
            lists.put("next steps", after -> results.nextSteps(campaign, null, after, null));
            lists.put("open contacts", after -> openContacts.list(campaign, after, null));
            lists.put("measures of a campaign", after -> measures.of(campaign, after));
            lists.put("audience, closed", after -> audience.of(measure, after));
            lists.put("audience, planned", after -> audience.of(openMeasure, after));
            lists.put("failed mails", after -> mails.list(after, null));
            lists.put("refused ones", after -> bulkChanges.refused(change, after, null));
            lists.forEach((name, list) -> {
                read.put(name, rowsRead(() -> list.apply(null)));
                String after = null;
                for (int page = 0; page < 20; page++) {
                    after = list.apply(after).next();
                    assertThat(after).as("%s, page %s", name, page).isNotNull();
                }
                String there = after;
                read.put(name + ", deep", rowsRead(() -> list.apply(there)));
            });
            read.put("worklist of all", rowsRead(() -> worklist.list(LINES, null, null, null, 15)));
            read.put("worklist of one", rowsRead(() -> worklist.list(LINES, "reader1", null, null, 15)));
            for (String text : List.of("leser", "gmbh", "ese", "l", "le", "leser 777", "nirgends")) {
                read.put("address found by " + text, rowsRead(() -> findAddresses.find(text, Among.ANY, null)));
            }
            read.put(
                    "candidates",
                    rowsRead(() -> candidates.list(
                            emptyCampaign,
                            new FindCandidates.Search("leser 777", null, FindCandidates.Kind.ANY),
                            null,
                            null)));
        });
        // what all of them have inside is read from the table itself, behind the addresses of other tests
        Map<String, Long> most = new HashMap<>(MOST);
        most.put("address found by ese", others + A_PAGE);
        // a merge of two indexes begins at the first campaign there is, as long as there are few in front of the first
        // own one
        for (String list : List.of("users", "users, deep")) {
            most.put(list, 2 * (USERS + others) + A_PAGE);
        }
        for (String list : List.of("campaigns of an address", "campaigns of an address, deep")) {
            most.merge(list, 2 * otherCampaigns, Long::sum);
        }
        assertThat(read)
                .allSatisfy((list, rows) ->
                        assertThat(rows.rows()).as("%s: %s", list, rows).isLessThan(most.getOrDefault(list, A_PAGE)));
    }

    /** Where reading all of a small table looks cheap: PostgreSQL does not know what folding a term for each row costs. */
    @Test
    void aSearchAmongAFewThousandReadsWhatItFinds() {
        Map<String, Read> read = new LinkedHashMap<>();
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            writeAsIs();
            jdbc.sql("""
                            with companies as (
                              insert into rapport.address (kind, name, search_text, created_by, updated_by)
                              select 'COMPANY', 'Firma ' || i,
                                     'firma' || case when i % 5 = 0 then ' leserlich' else '' end || case when i % 7 = 0 then ' ortsam' else '' end,
                                     'test', 'test'
                              from generate_series(1, 10000) i returning id, name, search_text),
                            persons as (
                              insert into rapport.address (kind, company_id, name, search_text, created_by, updated_by)
                              select 'PERSON', id, 'Person von ' || name, search_text || ' person', 'test', 'test' from companies
                              returning id, search_text)
                            insert into rapport.address_token (token, address_id, person)
                            select w, id, false from companies, string_to_table(search_text, ' ') w
                            union all
                            select w, id, true from persons, string_to_table(search_text, ' ') w""").update();
            jdbc.sql("analyze").update();
            for (String text : List.of("leserlich", "leserlich ortsam")) {
                read.put("address found by " + text, rowsRead(() -> findAddresses.find(text, Among.ANY, null)));
            }
        });
        assertThat(read)
                .allSatisfy((list, rows) ->
                        assertThat(rows.rows()).as("%s: %s", list, rows).isLessThan(500));
    }

    /** A million dead rows would slow down whatever is tested next. */
    @AfterEach
    void sweep() {
        sweep("vacuum analyze");
    }

    /** Rows and entries of indexes, of the table or index of which most were looked at; PostgreSQL counts them by transaction. */
    private Read rowsRead(Supplier<?> reading) {
        Map<String, Long> before = counters();
        assertThat(reading.get()).isNotNull();
        return counters().entrySet().stream()
                .map(counter ->
                        new Read(counter.getKey(), counter.getValue() - before.getOrDefault(counter.getKey(), 0L)))
                .max(Comparator.comparing(Read::rows))
                .orElseThrow();
    }

    private Map<String, Long> counters() {
        Map<String, Long> counters = new HashMap<>();
        jdbc.sql("""
                        select c.oid::regclass::text as name,
                               pg_stat_get_xact_tuples_returned(c.oid) + pg_stat_get_xact_tuples_fetched(c.oid) as rows
                        from pg_class c
                        where c.relnamespace not in ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace) and c.relkind in ('r', 'i')""").query(row -> {
            counters.put(row.getString("name"), row.getLong("rows"));
        });
        return counters;
    }

    /** Triggers and foreign keys would only be asked a hundred thousand times whether what is written here is right. */
    private void writeAsIs() {
        jdbc.sql("set local session_replication_role = replica").update();
        // what a parallel worker reads is not counted here
        jdbc.sql("set local max_parallel_workers_per_gather = 0").update();
    }

    private void load() {
        writeAsIs();
        others = count("address");
        otherCampaigns = count("campaign");
        company = address("COMPANY", "Leser Zentrale GmbH");
        long first = jdbc.sql("""
                        with people as (
                          insert into rapport.address (kind, company_id, name, first_name, search_text, created_by, updated_by)
                          select case when i % 2 = 0 then 'PERSON' else 'PRIVATE' end, case when i % 2 = 0 then :company end,
                                 'Leser ' || md5(i::text), 'L' || i, 'l' || i || ' leser ' || i % 1000 || ' gmbh', 'test', 'test'
                          from generate_series(1, 2 * :many) i returning id, kind, search_text),
                        words as (
                          insert into rapport.address_token (token, address_id, person)
                          select w, id, kind = 'PERSON' from people, string_to_table(search_text, ' ') w)
                        select min(id) from people""")
                .param("company", company)
                .param("many", MANY)
                .query(Long.class)
                .single();
        busy = first;
        long campaigns = jdbc.sql("""
                        with more as (insert into rapport.campaign (title, created_at, created_by)
                          select 'Reihe ' || md5(i::text), now(), 'test' from generate_series(1, :many) i returning id)
                        select min(id) from more""").param("many", MANY).query(Long.class).single();
        campaign = campaigns;
        emptyCampaign = campaigns + 50L * (MANY - 1);
        fill("""
                insert into rapport.app_user (user_id, address_id)
                select 'reader' || i, :first + 50 * i from generate_series(1, %d) i where :campaign + :many > 0""".formatted(USERS), first);
        fill("""
                insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                select :campaign + 50000, :first + 50 * i, now(), 'test' from generate_series(1, :many) i""", first);
        fill("""
                insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                select :campaign, :first + 50 * i, now(), 'test' from generate_series(1, :many) i""", first);
        fill("""
                insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                select :campaign + 50 * i, :first, now(), 'test' from generate_series(1, %d) i where :many > 0""".formatted(OWN_CAMPAIGNS), first);
        fill("""
                insert into rapport.contact (number, address_id, type, direction, status, start_at, duration_minutes, subject,
                  responsible, campaign_id, created_at, created_by)
                select 'K-1997-' || 1000000 + i, :first + 50 * i, 'CALL', 'OUTGOING', 'PLANNED', now() + (i - :many / 2) * interval '1 minute',
                       0, 'Anruf ' || i, 'reader' || i % 10, :campaign, now(), 'test' from generate_series(1, :many) i""", first);
        fill("""
                insert into rapport.reminder (contact_id, lead, due_at, created_at, created_by, contact_start, contact_responsible,
                  contact_creator)
                select id, 'P1D', start_at - interval '1 day', now(), 'test', start_at, responsible, 'test'
                from rapport.contact where number like 'K-1997-%' and number ~ '[02468]$' and :first + :campaign + :many > 0""", first);
        fill("""
                insert into rapport.reminder_mail (reminder_id, recipient, raised_at, message_id, status)
                select id, 'reader1', now(), 'rows-' || id, 'FAILED' from rapport.reminder
                where contact_creator = 'test' and :first + :campaign + :many > 0""", first);
        measure = jdbc.sql("""
                        with more as (
                          insert into rapport.measure (number, subject, campaign_id, start_at, status, closed_at, closed_by,
                            responsible, created_at, created_by)
                          select 'M-1997-' || 1000000 + i, 'Brief ' || i, :campaign, now() + i * interval '1 minute',
                                 case when i % 2 = 0 then 'PLANNED' else 'PERFORMED' end,
                                 case when i % 2 = 1 then now() end, case when i % 2 = 1 then 'test' end,
                                 'reader' || (i / 7) % 10, now(), 'test' from generate_series(1, :many) i returning id)
                        select min(id) from more""")
                .param("campaign", campaign)
                .param("many", MANY)
                .query(Long.class)
                .single();
        openMeasure = measure + 50;
        jdbc.sql("""
                        insert into rapport.measure_audience (measure_id, address_id, main_address_id, closed_at, first_of_main)
                        select :measure, :first + 50 * i, :first + 50 * i, now(), true from generate_series(1, :many) i""")
                .param("measure", measure)
                .param("first", first)
                .param("many", MANY)
                .update();
        change = refused();
        jdbc.sql("select rapport.recount_campaigns()").query((row, n) -> n).list();
        sweep("analyze");
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from rapport." + table)
                .query(Long.class)
                .single();
    }

    private void sweep(String command) {
        for (String table : TABLES) {
            jdbc.sql(command + " rapport." + table).update();
        }
    }

    private void fill(String sql, long first) {
        jdbc.sql(sql)
                .param("first", first)
                .param("campaign", campaign)
                .param("many", MANY)
                .update();
    }

    private long address(String kind, String name) {
        return jdbc.sql("""
                        insert into rapport.address (kind, name, search_text, created_by, updated_by)
                        values (:kind, :name, lower(:name), 'test', 'test') returning id""")
                .param("kind", kind)
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private BulkChange refused() {
        long id = jdbc.sql("""
                        insert into rapport.bulk_change (list, action, said, language, total, handled, status, created_at, created_by,
                          finished_at)
                        values ('CONTACT', 'CLOSE', '{}', 'de', 10000, 10000, 'DONE', now(), 'reader1', now()) returning id""").query(Long.class).single();
        jdbc.sql("""
                        insert into rapport.bulk_change_entry (change_id, turn, entry_id, refusal)
                        select :id, i, i, 'Schon abgeschlossen.' from generate_series(1, 10000) i""").param("id", id).update();
        return BulkChangeBuilder.builder()
                .id(id)
                .list(Entry.Kind.CONTACT)
                .language(Locale.GERMAN)
                .build();
    }
}
