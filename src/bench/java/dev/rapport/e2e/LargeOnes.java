package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.e2e.Figures.Large;
import dev.rapport.e2e.Filling.Filled;
import dev.rapport.support.Session;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is done once and concerns thousands, while somebody else goes on looking for addresses. */
final class LargeOnes {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final Duration PATIENCE = Duration.ofHours(2);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** A search with two terms: the dearest that people do while they type. */
    private static final String MEANWHILE = "/api/addresses?q=m%C3%BCller+berlin";

    private static final Duration FOR_EVER = Duration.ofHours(1);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RapportProcess rapport;
    private final JdbcClient jdbc;
    private final Filled filled;
    private final Session somebody;
    private final Session another;

    /** @param people the first of them does it, the second one looks for addresses meanwhile */
    LargeOnes(RapportProcess rapport, Filled filled, List<Session> people) {
        this.rapport = rapport;
        this.jdbc = JdbcClient.create(rapport.dataSource());
        this.filled = filled;
        this.somebody = people.get(0);
        this.another = people.get(1);
    }

    /** Each of them is told when it is done. */
    void all(CheckedConsumer told) throws Exception {
        told.accept(measured("close a measure of many", this::closeMeasure));
        told.accept(measured("reminders due at once", this::fallDue));
        told.accept(measured("bulk plan with reminders", this::planForAll));
    }

    /** Hears of one that is done. */
    @FunctionalInterface
    interface CheckedConsumer {
        void accept(Large large) throws IOException;
    }

    /** @param work says how many it concerned */
    private Large measured(String name, Callable<Long> work) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<Long>> looked = CompletableFuture.supplyAsync(() -> looked(done));
        Cpu before = Cpu.of(rapport);
        long begin = System.nanoTime();
        long items = 0;
        String failure = null;
        try {
            items = work.call();
        } catch (AssertionError | ConditionTimeoutException wrong) {
            failure = String.valueOf(wrong.getMessage()).replaceAll("\\s+", " ");
        } finally {
            done.set(true);
        }
        double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / 1000.0;
        Cpu spent = Cpu.of(rapport).since(before);
        List<Long> nanos = looked.get().stream().sorted().toList();
        return new Large(
                name,
                items,
                seconds,
                spent.application() / Math.max(1, items),
                spent.database() / Math.max(1, items),
                new Measured(nanos, spent, List.of()).percentile(95),
                failure);
    }

    /** What each look took; one that fails has taken for ever. */
    private List<Long> looked(AtomicBoolean done) {
        List<Long> nanos = new ArrayList<>();
        do {
            long begin = System.nanoTime();
            boolean found = another.get(MEANWHILE).statusCode() == 200;
            nanos.add(found ? System.nanoTime() - begin : FOR_EVER.toNanos());
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (!done.get());
        return nanos;
    }

    private long closeMeasure() {
        JsonNode measure =
                sent("/api/measures", Map.of("subject", "Brief an alle", "campaignId", filled.campaign()), 201);
        JsonNode closed = sent(
                "/api/measures/" + measure.path("id").asLong() + "/outcome",
                Map.of("version", measure.path("version").asInt(), "outcome", "performed"),
                200);
        assertThat(closed.path("status").asString()).isEqualTo("PERFORMED");
        long audience = count(
                "select count(*) from rapport.measure_audience where measure_id = ?",
                measure.path("id").asLong());
        assertThat(audience).isEqualTo(members(filled.campaign()));
        return audience;
    }

    private long planForAll() {
        LocalDate from = LocalDate.now(ZONE).plusDays(30);
        JsonNode order = sent(
                "/api/campaigns/" + filled.small() + "/plan-contacts",
                Map.of(
                        "type",
                        "CALL",
                        "startFrom",
                        from + "T09:00",
                        "startTo",
                        from.plusDays(60) + "T17:00",
                        "responsibles",
                        IntStream.rangeClosed(1, Filling.COLLEAGUES)
                                .mapToObj(number -> Filling.COLLEAGUE + number)
                                .toList(),
                        "reminder",
                        true,
                        "reminderLead",
                        "P1D",
                        "subject",
                        "Nachfassen"),
                201);
        long id = order.path("id").asLong();
        await("planned")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        count("select count(*) from rapport.bulk_plan where id = ? and status <> 'RUNNING'", id) == 1);
        long planned = count("select planned from rapport.bulk_plan where id = ? and status = 'DONE'", id);
        assertThat(planned).isEqualTo(members(filled.small()));
        return planned;
    }

    /** Every reminder that waits falls due now, without a mail server. */
    private long fallDue() {
        String withdrawn = "select count(*) from rapport.reminder_mail where status = 'WITHDRAWN'";
        long withdrawnBefore = jdbc.sql(withdrawn).query(Long.class).single();
        int due = jdbc.sql("""
                        update rapport.reminder set due_at = now() - interval '1 minute' where removed_at is null and raised_at is null""").update();
        assertThat(jdbc.sql("""
                        update act_ru_job set duedate_ = now() at time zone 'UTC'
                        where process_def_key_ = 'reminder' and handler_cfg_ = 'timerEvent_due'""").update()).as("timers, one for each reminder").isEqualTo(due);
        await("raised and handed over to be mailed")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> jdbc.sql("select count(*) from act_ru_job where process_def_key_ = 'reminder'")
                                .query(Long.class)
                                .single()
                        == 0);
        assertThat(jdbc.sql("select count(*) from rapport.reminder where removed_at is null and raised_at is null")
                        .query(Long.class)
                        .single())
                .isZero();
        await("no mail waits")
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .until(() -> jdbc.sql("select count(*) from rapport.reminder_mail where next_try_at is not null")
                                .query(Long.class)
                                .single()
                        == 0);
        assertThat(jdbc.sql(withdrawn).query(Long.class).single())
                .as("mails that nobody was to get after all")
                .isEqualTo(withdrawnBefore);
        return due;
    }

    private long members(long campaign) {
        return count(
                "select count(*) from rapport.campaign_member where campaign_id = ? and removed_at is null", campaign);
    }

    private long count(String query, long id) {
        return jdbc.sql(query).param(id).query(Long.class).single();
    }

    private JsonNode sent(String path, Map<String, ?> body, int expected) {
        HttpResponse<String> answer = somebody.json("POST", path, JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return JSON.readTree(answer.body());
    }
}
