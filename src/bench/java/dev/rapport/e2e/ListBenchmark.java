package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people wait for among very many contacts: the first page of a list and page 1,000, its number, a month of everybody's with
 * 5,000 contacts, and what an export needs of memory. {@code mvn -B verify -Pbenchmark -Dit.test=ListBenchmark -Dsize=1000000};
 * without a size there are 100,000. The figures go to {@code target/benchmark/lists.md}.
 */
class ListBenchmark {

    private static final int SIZE = Integer.getInteger("size", 100_000);
    private static final int OF_A_MONTH = 5_000;
    private static final int WARM_UP = 15;
    private static final int MEASURED = 40;

    /** Of 25 lines. */
    private static final int DEEP = 1_000;

    private static final int OF_API = 100;

    private static final int EXPORTED = 200_000;

    /** In bytes. */
    private static final long MOST_OF_AN_EXPORT = 60L << 20;

    private static final Path FIGURES = Path.of("target", "benchmark", "lists.md");

    private final JsonMapper json = JsonMapper.shared();
    private final StringBuilder figures = new StringBuilder();

    @Test
    void lists() throws Exception {
        try (RapportProcess rapport = RapportProcess.start("lists-benchmark", Map.of(), List.of("-Xmx512m"))) {
            try (Connection connection = rapport.connection()) {
                fill(connection);
            }
            Session anna = new Session(rapport.url("").toString());
            anna.login("anna", Browser.PASSWORD);
            long company = Long.parseLong(rapport.text(
                    "select address_id from rapport.contact group by 1 order by count(*) desc, 1 limit 1"));
            long campaign = Long.parseLong(
                    rapport.text(
                            "select campaign_id from rapport.contact where campaign_id is not null group by 1 order by count(*) desc limit 1"));
            figures.append(String.format(Locale.ROOT, "%,d contacts%n%n", SIZE));
            figures.append(
                    "| List | first page, p50 ms | p95 | page 1,000, p50 ms | p95 | its number, p50 ms | p95 |%n|---|---|---|---|---|---|---|%n"
                            .formatted());
            Measuring measuring = new Measuring(rapport, WARM_UP, MEASURED);
            filters(company, campaign).forEach((name, query) -> list(measuring, anna, name, query));
            figures.append("%n| Calendar | p50 ms | p95 |%n|---|---|---|%n".formatted());
            for (String kind : List.of("month", "week", "agenda")) {
                figures.append("| %s of everybody's, %,d in its month | %s |%n"
                        .formatted(
                                kind,
                                OF_A_MONTH,
                                measuring
                                        .page(anna, "/calendar?view=" + kind + "&date=2015-05-12")
                                        .times()));
            }
            figures.append(
                    "%n| Export | rows | seconds | live heap before, MB | most while it runs |%n|---|---|---|---|---|%n"
                            .formatted());
            for (String format : List.of("csv", "xlsx")) {
                export(rapport, anna, format);
            }
        }
        Files.createDirectories(FIGURES.getParent());
        Files.writeString(FIGURES, figures);
        System.out.println(figures);
    }

    private static Map<String, String> filters(long company, long campaign) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("everything", "");
        filters.put("mine", "responsible=anna");
        filters.put("my open ones", "responsible=anna&status=PLANNED&sort=start");
        filters.put("overdue", "status=OVERDUE");
        filters.put("performed in a year", "status=PERFORMED&from=2015-06-01&to=2016-05-31");
        filters.put("visits", "type=VISIT");
        filters.put("of a customer", "address=" + company);
        filters.put("of a campaign", "campaign=" + campaign);
        filters.put("created by", "creator=ben");
        filters.put("reminded", "reminder=DUE");
        filters.put("without follow-up, earliest first", "withoutFollowUp=true&sort=start");
        filters.put("mine, without follow-up", "responsible=anna&withoutFollowUp=true");
        filters.put("by customer", "sort=customer");
        filters.put("by responsible", "sort=responsible");
        filters.put("a frequent word", "text=gespr%C3%A4ch");
        filters.put("a rare word", "text=nadelwort");
        return filters;
    }

    private void list(Measuring measuring, Session anna, String name, String query) {
        String deep = cursor(anna, query);
        String number = query.replaceAll("&?sort=[a-z]+", "");
        figures.append("| %s `%s` | %s | %s | %s |%n"
                .formatted(
                        name,
                        query,
                        measuring.page(anna, "/contacts?" + query).times(),
                        deep == null
                                ? "– | –"
                                : measuring
                                        .page(anna, "/contacts?" + query + "&after=" + deep)
                                        .times(),
                        measuring.page(anna, "/contacts?count=true&" + number).times()));
    }

    /** Where page 1,000 begins, as the API says it; null where there are not so many. */
    private String cursor(Session anna, String query) {
        String api = query.replace("PLANNED", "planned")
                .replace("PERFORMED", "performed")
                .replace("OVERDUE", "overdue");
        String after = "";
        for (int read = 0; read < DEEP * 25; read += OF_API) {
            String page = anna.get("/api/contacts?limit=" + OF_API + "&" + api + after)
                    .body();
            JsonNode next = json.readTree(page).path("next");
            if (!next.isString()) {
                return null;
            }
            after = "&after=" + next.asString();
        }
        return after.replace("&after=", "");
    }

    /** Of 200,000 rows, or of all there are. */
    private void export(RapportProcess rapport, Session anna, String format) throws Exception {
        long before = liveHeap(rapport);
        long begin = System.nanoTime();
        LocalDate last = LocalDate.of(2016, 1, 4).plusDays((long) (365.25 * 9 * Math.min(1, EXPORTED / (double) SIZE)));
        CompletableFuture<String> file = CompletableFuture.supplyAsync(
                () -> anna.get("/contacts?from=2016-01-01&to=" + last + "&format=" + format)
                        .body());
        long most = 0;
        while (!file.isDone()) {
            most = Math.max(most, liveHeap(rapport));
        }
        assertThat(file.get()).isNotEmpty();
        assertThat(most - before).as("heap that an export needs").isLessThan(MOST_OF_AN_EXPORT);
        figures.append("| %s | %s | %.1f | %d | %d |%n"
                .formatted(
                        format,
                        rapport.text(
                                "select split_part(new_value, ': ', 2) from rapport.audit_entry where field = 'export' order by id desc limit 1"),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / 1000.0,
                        before >> 20,
                        most >> 20));
    }

    /** What is still needed after a full collection, in bytes. */
    private static long liveHeap(RapportProcess rapport) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(rapport.application().pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String lines = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(lines.strip().replaceAll("(?s).*Total\\s+\\d+\\s+(\\d+).*", "$1"));
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            // triggers and foreign keys would only be asked a million times whether what is written here is right
            sql.execute("set local session_replication_role = replica");
            sql.execute("""
                    insert into rapport.address (kind, name, town, created_by, updated_by)
                    select 'COMPANY', 'Kunde ' || md5(n::text), 'Ort ' || n %% 500, 'anna', 'anna' from generate_series(1, %d) n""".formatted(SIZE / 10));
            sql.execute("""
                    insert into rapport.contact (number, address_id, campaign_id, responsible, type, direction, status, outcome,
                      start_at, duration_minutes, subject, infotext, created_at, created_by, closed_at, closed_by)
                    select 'K-2015-' || lpad(n::text, 7, '0'), c.ids[1 + hashint4(n) %% cardinality(c.ids)],
                           case when n %% 20 = 0 then k.id end,
                           case when n %% 40 = 0 then 'anna' else 'kollege' || n %% 57 end, (array['CALL', 'VISIT', 'EMAIL'])[1 + n %% 3],
                           'OUTGOING', 'PERFORMED', 'performed', timestamptz '2016-01-04 08:00Z' + n * (interval '9 years' / %d), 10,
                           case when n %% 30000 = 0 then 'Nadelwort ' else 'Gespräch ' end || n, 'Was dabei herauskam ' || n,
                           now(), case when n %% 30 = 0 then 'ben' else 'anna' end, now(), 'anna'
                    from generate_series(1, %d) n,
                         (select array_agg(id) as ids from rapport.address where kind <> 'PERSON') c,
                         (select min(id) as id from rapport.campaign) k""".formatted(SIZE, SIZE).replace("1 + hashint4(n)", "1 + abs(hashint4(n))"));
            sql.execute("""
                    insert into rapport.contact (number, address_id, responsible, type, direction, status, outcome, start_at,
                      duration_minutes, subject, created_at, created_by, closed_at, closed_by)
                    select 'K-2014-' || lpad(n::text, 7, '0'), (select min(id) from rapport.address where kind = 'COMPANY'), 'anna', 'CALL',
                           'OUTGOING', 'PERFORMED', 'performed',
                           timestamptz '2015-05-01 06:00Z' + n %% 31 * interval '1 day' + n / 31 %% 40 * interval '15 minutes', 10,
                           'Im Mai ' || n, now(), 'anna', now(), 'anna'
                    from generate_series(1, %d) n""".formatted(OF_A_MONTH));
            sql.execute("""
                    truncate rapport.last_contact;
                    insert into rapport.last_contact (contact_id, address_id, in_charge, start_at)
                    select distinct on (address_id) id, address_id, coalesce(responsible, created_by), start_at
                    from rapport.contact where status <> 'PLANNED' and voided_at is null
                    order by address_id, start_at desc, id desc""");
            connection.commit();
            connection.setAutoCommit(true);
            sql.execute("vacuum analyze rapport.contact");
            sql.execute("vacuum analyze rapport.last_contact");
            sql.execute("vacuum analyze rapport.address");
        }
    }
}
