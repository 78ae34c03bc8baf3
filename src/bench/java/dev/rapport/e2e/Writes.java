package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.e2e.Filling.Filled;
import dev.rapport.support.Session;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people enter and change. Each open contact is closed, moved or snoozed once at most. */
final class Writes {

    static final String LOG = "log";
    static final String PLAN = "plan";
    static final String CLOSE = "close";

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A planned contact with a reminder. */
    record Open(long contact, int version, long reminder) {}

    private final JdbcClient jdbc;
    private final Filled filled;
    private final int size;
    private final Queue<Open> open;
    private final Queue<Long> closed = new ConcurrentLinkedQueue<>();
    private final AtomicLong next = new AtomicLong();

    Writes(RapportProcess rapport, Filled filled, int size) {
        this.jdbc = JdbcClient.create(rapport.dataSource());
        this.filled = filled;
        this.size = size;
        this.open = new ConcurrentLinkedQueue<>(
                jdbc.sql("""
                        select c.id as contact, c.version, r.id as reminder
                        from rapport.contact c join rapport.reminder r on r.contact_id = c.id and r.removed_at is null
                        where c.status = 'PLANNED' and c.start_at > now() and c.created_by like ? || '%' order by c.id""").param(Filling.COLLEAGUE).query(Open.class).list());
    }

    List<Operation> operations() {
        return List.of(
                new Operation(
                        LOG,
                        session -> created(
                                session, "PERFORMED", LocalDateTime.now(ZONE).minusHours(1))),
                new Operation(PLAN, session -> created(session, "PLANNED", soon())),
                new Operation(CLOSE, session -> close(session, another())),
                new Operation("move", this::move),
                new Operation("snooze", this::snooze));
    }

    /** Within a year, at no time of which the reminder is due already. */
    private LocalDateTime soon() {
        return LocalDate.now(ZONE).plusDays(3 + next.get() % 300).atTime(10, 0);
    }

    /** Somebody plans a contact. */
    Open plan(Session session) {
        JsonNode planned = created(session, "PLANNED", soon());
        return new Open(
                planned.path("id").asLong(),
                planned.path("version").asInt(),
                planned.path("reminder").path("id").asLong());
    }

    private JsonNode created(Session session, String status, LocalDateTime start) {
        boolean planned = status.equals("PLANNED");
        Map<String, Object> draft = new LinkedHashMap<>();
        // every tenth is a company
        draft.put("addressId", filled.firstAddress() + 10 * (next.incrementAndGet() % (size / 10)));
        draft.put("type", "CALL");
        draft.put("direction", "OUTGOING");
        draft.put("status", status);
        draft.put("start", start.truncatedTo(ChronoUnit.MINUTES).toString());
        draft.put("duration", planned ? "00:00" : "00:10");
        draft.put("reminder", planned);
        draft.put("subject", "Rückfrage zum Angebot");
        JsonNode answer = sent(session, "POST", "/api/contacts", draft, 201);
        assertThat(answer.path("status").asString()).isEqualTo(status);
        assertThat(answer.path("number").asString()).startsWith("K-");
        assertThat(answer.path("reminder").isObject()).isEqualTo(planned);
        return answer;
    }

    /** Somebody closes an open contact as performed. */
    void close(Session session, Open each) {
        JsonNode answer = sent(
                session,
                "POST",
                "/api/contacts/" + each.contact() + "/outcome",
                Map.of(
                        "version", each.version(),
                        "outcome", "performed",
                        "start",
                                LocalDateTime.now(ZONE)
                                        .minusHours(1)
                                        .truncatedTo(ChronoUnit.MINUTES)
                                        .toString(),
                        "duration", "00:10",
                        "infotext", "Angebot angenommen"),
                200);
        assertThat(answer.path("status").asString()).isEqualTo("PERFORMED");
        assertThat(answer.path("rules").size()).isPositive();
        closed.add(each.contact());
    }

    private void move(Session session) {
        Open each = another();
        String start = soon().plusMinutes(15).toString();
        JsonNode answer = sent(
                session,
                "PATCH",
                "/api/contacts/" + each.contact(),
                Map.of("version", each.version(), "start", start),
                200);
        assertThat(answer.path("start").asString()).startsWith(start);
    }

    private void snooze(Session session) {
        Open each = another();
        JsonNode answer = sent(
                session,
                "POST",
                "/api/reminders/" + each.reminder() + "/snooze",
                Map.of("until", LocalDate.now(ZONE).plusDays(2) + "T10:00"),
                200);
        assertThat(answer.path("snoozed").asBoolean()).isTrue();
    }

    private Open another() {
        Open each = open.poll();
        assertThat(each)
                .as("no open contact is left: fewer -Drequests or a greater -Dsize")
                .isNotNull();
        return each;
    }

    /** That nothing of what was closed is left in the engine, and no reminder. */
    void verify() {
        assertThat(jdbc.sql("""
                        select count(*) from rapport.contact c join rapport.reminder r on r.contact_id = c.id
                        where c.id = any(:closed)
                          and (r.removed_at is null
                               or exists (select from act_ru_execution e where e.business_key_ = c.id::text and e.proc_def_key_ = 'contact')
                               or exists (select from act_ru_execution e where e.business_key_ = r.id::text and e.proc_def_key_ = 'reminder')
                               or exists (select from act_ru_job j where j.process_instance_id_ = r.process_instance_id))""")
                        .param("closed", closed.toArray(Long[]::new))
                        .query(Long.class)
                        .single())
                .as("closed, and not quite")
                .isZero();
    }

    private static JsonNode sent(Session session, String method, String path, Map<String, ?> body, int expected) {
        HttpResponse<String> answer = session.json(method, path, JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return JSON.readTree(answer.body());
    }
}
