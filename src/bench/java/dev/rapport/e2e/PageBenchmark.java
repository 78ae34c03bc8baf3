package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the server needs for each page with 10,000 addresses and 100,000 contacts: {@code mvn -B verify -Pbenchmark}. One
 * person at a time, warmed up; the figures go to {@code target/benchmark/pages.md}. Times depend on the machine and are
 * measured here only, never in a test; CPU milliseconds (application and database) compare better than times.
 */
class PageBenchmark {

    private static final int WARM_UP = 300;
    private static final int MEASURED = 300;

    /** The goal for the 95th percentile of every page. */
    private static final Duration GOAL = Duration.ofMillis(50);

    @Test
    void pages() throws SQLException, IOException {
        try (RapportProcess rapport = RapportProcess.start("benchmark", Map.of(), List.of("-Xmx1g"));
                Connection connection = rapport.connection()) {
            fill(connection);
            Session maria = new Session(rapport.url("").toString());
            maria.login("maria", Browser.PASSWORD);
            StringBuilder table = new StringBuilder("""
                    | Page | p50 ms | p95 ms | CPU ms application | CPU ms database |
                    |---|---|---|---|---|
                    """);
            Measuring measuring = new Measuring(rapport, WARM_UP, MEASURED);
            pages(connection).forEach((name, path) -> table.append(row(name, path, measuring.page(maria, path))));
            Path report = Path.of("target", "benchmark", "pages.md");
            Files.createDirectories(report.getParent());
            Files.writeString(report, table);
            System.out.println(table);
        }
    }

    private static String row(String name, String path, Measured measured) {
        return String.format(
                Locale.ROOT,
                "| %s `%s` | %.1f | %.1f%s | %.1f | %.1f |%n",
                name,
                path,
                measured.percentile(50),
                measured.percentile(95),
                measured.percentile(95) > GOAL.toMillis() ? " (over " + GOAL.toMillis() + ")" : "",
                measured.application(),
                measured.database());
    }

    /** The demonstration brings 5,000 addresses, campaigns, open contacts; the mass is written beside it. */
    private static void fill(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("""
                    insert into rapport.address (kind, name, street, postcode, town, phone, email, created_by, updated_by)
                    select 'COMPANY', 'Müller ' || w || ' ' || n || ' GmbH', 'Hauptstraße ' || n, lpad((n % 99999)::text, 5, '0'),
                           'Ort ' || n % 500, '030 ' || 1000000 + n, 'info' || n || '@firma.example', 'anna', 'anna'
                    from generate_series(1, 5000) n, lateral (select (array['Metall', 'Holz', 'Druck', 'Bau'])[1 + n % 4] as w) x""");
            sql.execute("""
                    insert into rapport.contact (number, address_id, responsible, type, direction, status, outcome, start_at,
                      duration_minutes, subject, infotext, created_at, created_by, closed_at, closed_by)
                    select 'K-2015-' || lpad(n::text, 6, '0'), a.id, 'anna', 'CALL', 'OUTGOING', 'PERFORMED', 'performed', start, 10,
                           'Gespräch ' || n, 'Was dabei herauskam ' || n, start, 'anna', start + interval '10 minutes', 'anna'
                    from generate_series(1, 98000) n
                    -- one address in ten has most of the contacts
                    join (select id, row_number() over (order by id) - 1 as i, count(*) over () as all
                          from rapport.address where kind <> 'PERSON') a
                      on a.i = case when n % 10 = 0 then n % a.all else (n % (a.all / 10)) end
                    cross join lateral (select timestamptz '2016-01-04 08:00Z' + n * interval '50 minutes' as start) t""");
            sql.execute("analyze");
        }
    }

    private static Map<String, String> pages(Connection connection) throws SQLException {
        String busiest = one(
                connection,
                "select address_id from rapport.contact group by address_id order by count(*) desc, address_id limit 1");
        String open = one(connection, "select min(id) from rapport.contact where status = 'PLANNED'");
        String closed = one(connection, "select max(id) from rapport.contact where status = 'PERFORMED'");
        String campaign = one(
                connection,
                "select campaign_id from rapport.campaign_member group by campaign_id order by count(*) desc limit 1");
        String measure = one(connection, "select min(id) from rapport.measure where status = 'PLANNED'");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("Start", "/");
        pages.put("Reminders", "/reminders?scope=all");
        pages.put("Address search", "/addresses?q=m%C3%BCller");
        pages.put("Address search, two terms", "/addresses?q=m%C3%BCller+ort");
        pages.put("Address", "/addresses/" + busiest);
        pages.put("History, searched", "/addresses/" + busiest + "/history?text=gespr%C3%A4ch");
        pages.put("Contacts", "/contacts");
        pages.put("Contacts, overdue", "/contacts?status=OVERDUE");
        pages.put("Contacts, by customer", "/contacts?sort=customer");
        pages.put("Contacts, searched", "/contacts?text=gespr%C3%A4ch");
        pages.put("Contacts, without follow-up", "/contacts?withoutFollowUp=true");
        pages.put("Measures", "/measures");
        pages.put("Calendar, week of everybody", "/calendar?view=week");
        pages.put("Calendar, month of everybody", "/calendar?view=month");
        pages.put("Calendar, agenda of everybody", "/calendar?view=agenda");
        pages.put("New contact", "/contacts/new");
        pages.put("New contact, address known", "/contacts/new?address=" + busiest);
        pages.put("Open contact", "/contacts/" + open);
        pages.put("Closed contact", "/contacts/" + closed);
        pages.put("Campaigns", "/campaigns");
        pages.put("Campaign", "/campaigns/" + campaign);
        pages.put("Campaign members", "/campaigns/" + campaign + "/members");
        pages.put("New measure", "/measures/new");
        pages.put("Measure", "/measures/" + measure);
        pages.put("Help", "/help");
        return pages;
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            assertThat(found.next()).as(query).isTrue();
            return found.getString(1);
        }
    }
}
