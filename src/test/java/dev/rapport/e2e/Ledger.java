package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.e2e.DemoApi.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A few programs that write through whichever node answers, and what they were told is saved. As programs do that want it
 * saved once: again under the same key or with the version that was read, until somebody says so.
 */
final class Ledger implements AutoCloseable {

    private static final int WRITERS = 3;

    /** Between two writes: a node that starts meanwhile needs the processors, too. */
    private static final long THINKS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Far longer than a node is missed by those who know another one. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** As it was last acknowledged; {@code version} counts what was done to it. */
    record Entry(
            long id,
            String subject,
            int version,
            String status,
            @Nullable String infotext,
            boolean dueAtOnce) {}

    private final String test;
    private final List<String> doors;
    private final Map<String, Object> draft;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final AtomicLong longestGap = new AtomicLong();
    private final AtomicBoolean done = new AtomicBoolean();
    private final ExecutorService people = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writers = new ArrayList<>();

    /**
     * What is going to be written.
     *
     * @param test what all subjects begin with, and no others
     * @param doors base addresses of all nodes, or of what stands in front of them
     */
    Ledger(String test, List<String> doors) {
        this.test = test;
        this.doors = doors;
        draft = DemoApi.at(doors.get(0), "anna").draft(test, Map.of("reminder", true));
    }

    Ledger begin() {
        last.set(System.nanoTime());
        for (int i = 0; i < WRITERS; i++) {
            String name = test + " " + i;
            writers.add(people.submit(() -> new Writer(name).write()));
        }
        return this;
    }

    /** Every one has finished what it had begun. */
    void end() throws Exception {
        done.set(true);
        people.shutdown();
        for (Future<?> writer : writers) {
            writer.get(PATIENCE.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
        }
    }

    long acknowledged() {
        // a writer that has failed says why at once
        for (Future<?> writer : writers) {
            if (writer.isDone()) {
                try {
                    writer.get();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }
        return acknowledged.get();
    }

    long resent() {
        return resent.get();
    }

    /** In which nobody was told that anything is saved, since the last time somebody asked. */
    Duration longestGap() {
        return Duration.ofNanos(longestGap.getAndSet(0));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** What the database has of it: what is not as it was acknowledged, and what is there once too often. */
    record Faults(List<String> lost, List<String> doubled) {}

    /** @param expected what was acknowledged */
    Faults compare(JdbcClient jdbc, List<Entry> expected) {
        Map<Long, Entry> there = new HashMap<>();
        List<String> doubled = new ArrayList<>();
        Set<String> subjects = new HashSet<>();
        jdbc.sql("""
                        select c.*, (select count(*) from rapport.reminder r where r.contact_id = c.id) as reminders,
                          (select count(*) from rapport.audit_entry a
                           where a.subject_kind = 'contact' and a.subject_id = c.id and a.field = 'infotext') as changes,
                          (select count(*) - count(distinct (step, name)) from rapport.rule_run s
                           where s.subject_kind = 'contact' and s.subject_id = c.id) as rules_twice
                        from rapport.contact c where c.subject like ? || '%' order by c.id""").param(test).query(row -> {
            Entry entry = new Entry(
                    row.getLong("id"),
                    row.getString("subject"),
                    row.getInt("version"),
                    row.getString("status"),
                    row.getString("infotext"),
                    false);
            there.put(entry.id(), entry);
            if (!subjects.add(entry.subject()) || row.getInt("reminders") > 1 || row.getInt("rules_twice") > 0) {
                doubled.add(entry.toString());
            }
            if (row.getInt("changes") > (entry.infotext() == null ? 0 : 1)) {
                doubled.add(entry + " was changed twice");
            }
        });
        List<String> lost = new ArrayList<>();
        for (Entry entry : expected) {
            Entry found = there.remove(entry.id());
            if (!new Entry(entry.id(), entry.subject(), entry.version(), entry.status(), entry.infotext(), false)
                    .equals(found)) {
                lost.add(entry + " is " + found);
            }
        }
        there.values().forEach(nobodys -> doubled.add(nobodys + " was acknowledged to nobody"));
        return new Faults(lost, doubled);
    }

    Set<Long> dueAtOnce() {
        return entries.stream().filter(Entry::dueAtOnce).map(Entry::id).collect(Collectors.toSet());
    }

    /** The same draft again without its key, as somebody does who wants it twice. */
    void onceMore(RapportProcess node, Entry entry) {
        DemoApi.of(node, "anna")
                .post("/api/contacts", with(entry.subject(), false))
                .expect(201);
    }

    private Map<String, Object> with(String subject, boolean dueAtOnce) {
        Map<String, Object> body = new HashMap<>(draft);
        body.put("subject", subject);
        if (dueAtOnce) {
            body.put(
                    "start",
                    LocalDateTime.now(ZoneId.of("Europe/Berlin"))
                            .truncatedTo(ChronoUnit.MINUTES)
                            .plusHours(2)
                            .toString());
        }
        return body;
    }

    @Override
    public void close() {
        done.set(true);
        people.shutdownNow();
    }

    private final class Writer {

        private final String name;
        private final List<DemoApi> apis =
                doors.stream().map(door -> DemoApi.at(door, "anna")).toList();
        private int at;

        Writer(String name) {
            this.name = name;
        }

        Void write() {
            for (int n = 0; !done.get(); n++) {
                String subject = name + "-" + n;
                boolean dueAtOnce = n % 3 == 2;
                Map<String, Object> body = with(subject, dueAtOnce);
                Map<String, String> key =
                        Map.of("Idempotency-Key", UUID.randomUUID().toString());
                JsonNode created = answered(api -> api.post("/api/contacts", body, key), 201);
                Entry entry = saved(created, subject, null, dueAtOnce);
                if (!dueAtOnce) {
                    String infotext = "Infotext " + n;
                    entry = change(
                            entry,
                            api -> api.patch(
                                    "/api/contacts/" + created.path("id").asLong(),
                                    Map.of("version", created.path("version").asInt(), "infotext", infotext)),
                            infotext,
                            "PLANNED");
                    if (n % 3 == 1) {
                        int version = entry.version();
                        entry = change(
                                entry,
                                api -> api.post(
                                        "/api/contacts/" + created.path("id").asLong() + "/outcome",
                                        Map.of(
                                                "version",
                                                version,
                                                "outcome",
                                                "performed",
                                                "start",
                                                "2026-01-05T10:00",
                                                "duration",
                                                "00:10")),
                                infotext,
                                "PERFORMED");
                    }
                }
                entries.add(entry);
            }
            return null;
        }

        /** Where the answer was lost the second time is a conflict, and what is there says whether it was the first. */
        private Entry change(Entry before, Function<DemoApi, Answer> request, String infotext, String status) {
            long resentBefore = resent.get();
            Answer answer = sent(request);
            JsonNode saved = answer.json();
            if (answer.status() == 409) {
                assertThat(resent.get())
                        .as("a conflict of nobody: " + answer.text())
                        .isGreaterThan(resentBefore);
                saved = sent(api -> api.get("/api/contacts/" + before.id())).expect(200);
            } else {
                answer.expect(200);
            }
            assertThat(saved.path("infotext").asString()).isEqualTo(infotext);
            assertThat(saved.path("status").asString()).isEqualTo(status);
            assertThat(saved.path("version").asInt()).isGreaterThan(before.version());
            return saved(saved, before.subject(), infotext, false);
        }

        private Entry saved(JsonNode json, String subject, @Nullable String infotext, boolean dueAtOnce) {
            long now = System.nanoTime();
            long gap = now - last.getAndSet(now);
            longestGap.accumulateAndGet(gap, Math::max);
            acknowledged.incrementAndGet();
            return new Entry(
                    json.path("id").asLong(),
                    subject,
                    json.path("version").asInt(),
                    json.path("status").asString(),
                    infotext,
                    dueAtOnce);
        }

        private JsonNode answered(Function<DemoApi, Answer> request, int status) {
            return sent(request).expect(status);
        }

        /**
         * By the node that has answered last, or the other one: refused, cut and 503 is all that a node may do when it ends, and
         * 502 what a proxy makes of it.
         */
        private Answer sent(Function<DemoApi, Answer> request) {
            LockSupport.parkNanos(THINKS);
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < PATIENCE.toNanos()) {
                try {
                    Answer answer = request.apply(apis.get(at));
                    if (answer.status() != 503 && answer.status() != 502) {
                        return answer;
                    }
                } catch (UncheckedIOException e) {
                    // the node has gone while it was asked, or was gone before
                    assertThat(e.getCause()).isNotInstanceOf(java.net.http.HttpTimeoutException.class);
                }
                resent.incrementAndGet();
                at = (at + 1) % apis.size();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            throw new AssertionError("No node has answered for " + PATIENCE);
        }
    }
}
