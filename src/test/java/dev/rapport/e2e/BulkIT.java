package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders about many survive the death of the application, with the packaged application and its own engine. */
@EndToEndTest(ownApplication = true)
class BulkIT {

    private static final int MEMBERS = 600;

    /** The dead process holds its job until the lock ends; ProductionIT waits for the lock of the product. */
    private static final Map<String, String> SHORT_LOCK = Map.of("CAMUNDA_BPM_JOBEXECUTION_LOCKTIMEINMILLIS", "10000");

    @Test
    void anOrderGoesOnWhereItWasWhenTheApplicationIsKilled() throws IOException, InterruptedException {
        try (RapportProcess rapport = RapportProcess.start("bulk", SHORT_LOCK)) {
            JdbcClient jdbc = JdbcClient.create(rapport.dataSource());
            long campaign = aCampaignWithMembers(jdbc);
            order(rapport, campaign);
            await("some contacts are planned and some are not")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> handled(jdbc, campaign) > 0);
            assertThat(handled(jdbc, campaign)).isLessThan(MEMBERS);
            rapport.kill();
            assertThat(handledAndPlanned(jdbc, campaign))
                    .as("whole chunks")
                    .satisfies(progress -> assertThat(progress.handled())
                            .isEqualTo(progress.contacts())
                            .isLessThan(MEMBERS));

            rapport.start(Duration.ZERO);
            await("the order is done")
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> status(jdbc, campaign).equals("DONE"));
            assertThat(contacts(jdbc, campaign)).isEqualTo(MEMBERS);
            assertThat(jdbc.sql("select count(distinct address_id) from rapport.contact where campaign_id = :c")
                            .param("c", campaign)
                            .query(Long.class)
                            .single())
                    .as("nobody twice")
                    .isEqualTo(MEMBERS);
        }
    }

    @Test
    void aChangeOfManyGoesOnWhereItWasWhenTheApplicationIsKilled() throws IOException, InterruptedException {
        try (RapportProcess rapport = RapportProcess.start("bulk-change", SHORT_LOCK)) {
            JdbcClient jdbc = JdbcClient.create(rapport.dataSource());
            jdbc.sql("""
                            insert into rapport.measure (number, subject, start_at, status, created_at, created_by)
                            select 'M-2099-' || lpad(i::text, 6, '0'), 'Stromausfall', now(), 'PLANNED', now(), 'maria'
                            from generate_series(1, :measures) i""").param("measures", MEMBERS).update();
            post(rapport, "/api/changes", """
                    {"list": "measures", "filter": {"text": "Stromausfall"},
                     "change": {"action": "reassign", "responsible": "ben"}}""", 202);
            await("some measures are changed and some are not")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> handled(jdbc) > 60);
            rapport.kill();
            assertThat(jdbc.sql("""
                                    select b.handled - count(a.id) from rapport.bulk_change b
                                    left join rapport.audit_entry a
                                      on a.subject_kind = 'measure' and a.field = 'responsible'
                                         and a.subject_id in (select e.entry_id from rapport.bulk_change_entry e)
                                    group by b.id""").query(Long.class).single())
                    .as("at one moment: none without its turn")
                    .isZero();
            assertThat(handled(jdbc)).isLessThan(MEMBERS);

            rapport.start(Duration.ZERO);
            await("the order is done")
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> jdbc.sql("select status from rapport.bulk_change")
                            .query(String.class)
                            .single()
                            .equals("DONE"));
            assertThat(reassigned(jdbc)).as("each once").isEqualTo(MEMBERS);
            assertThat(jdbc.sql("select changed from rapport.bulk_change")
                            .query(Long.class)
                            .single())
                    .isEqualTo(MEMBERS);
        }
    }

    private static long handled(JdbcClient jdbc) {
        return jdbc.sql("select handled from rapport.bulk_change")
                .query(Long.class)
                .single();
    }

    /** How often a measure got somebody else, by the audit trail. */
    private static long reassigned(JdbcClient jdbc) {
        return jdbc.sql("""
                        select count(*) from rapport.audit_entry a join rapport.measure m on m.id = a.subject_id
                        where a.subject_kind = 'measure' and a.field = 'responsible' and m.subject = 'Stromausfall'""").query(Long.class).single();
    }

    private static long aCampaignWithMembers(JdbcClient jdbc) {
        long campaign = jdbc.sql("""
                        insert into rapport.campaign (title, created_at, created_by)
                        values ('Stromausfall', now(), 'maria') returning id""").query(Long.class).single();
        jdbc.sql("""
                        with added as (
                          insert into rapport.address (kind, name, town, created_by, updated_by)
                          select 'COMPANY', 'Serie ' || i, 'Berlin', 'maria', 'maria' from generate_series(1, :members) i
                          returning id)
                        insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                        select :campaign, id, now(), 'maria' from added""").param("members", MEMBERS).param("campaign", campaign).update();
        return campaign;
    }

    private static void order(RapportProcess rapport, long campaign) throws IOException, InterruptedException {
        LocalDate day = LocalDate.now(ZoneId.of("Europe/Berlin"));
        String body = """
                {"type": "CALL", "subject": "Einladung", "reminder": false,
                 "startFrom": "%sT09:00", "startTo": "%sT17:00"}""".formatted(day.plusDays(7), day.plusDays(21));
        post(rapport, "/api/campaigns/" + campaign + "/plan-contacts", body, 201);
    }

    private static void post(RapportProcess rapport, String path, String body, int expected)
            throws IOException, InterruptedException {
        String login =
                Base64.getEncoder().encodeToString(("anna:" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(rapport.url(path))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    }

    /** What the order says has been done, and what there is. */
    private record Progress(long handled, long contacts) {}

    /** At one moment: what the killed process sent last may be committed after it has ended. */
    private static Progress handledAndPlanned(JdbcClient jdbc, long campaign) {
        return jdbc.sql("""
                        select b.handled, (select count(*) from rapport.contact c where c.campaign_id = b.campaign_id)
                        from rapport.bulk_plan b where b.campaign_id = :c""")
                .param("c", campaign)
                .query((row, n) -> new Progress(row.getLong(1), row.getLong(2)))
                .single();
    }

    private static long handled(JdbcClient jdbc, long campaign) {
        return jdbc.sql("select handled from rapport.bulk_plan where campaign_id = :c")
                .param("c", campaign)
                .query(Long.class)
                .single();
    }

    private static String status(JdbcClient jdbc, long campaign) {
        return jdbc.sql("select status from rapport.bulk_plan where campaign_id = :c")
                .param("c", campaign)
                .query(String.class)
                .single();
    }

    private static long contacts(JdbcClient jdbc, long campaign) {
        return jdbc.sql("select count(*) from rapport.contact where campaign_id = :c")
                .param("c", campaign)
                .query(Long.class)
                .single();
    }
}
