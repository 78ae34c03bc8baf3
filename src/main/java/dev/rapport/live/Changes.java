package dev.rapport.live;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * What was changed in the last minutes, by whatever way and on whatever node: the database notes it in the transaction that
 * changes it.
 *
 * <p>A reader goes on from the snapshot that it has read with. So nothing is read twice, and nothing is passed over that a
 * longer transaction commits later.
 */
@Service
public class Changes {

    private static final Pattern SNAPSHOT = Pattern.compile("\\d{1,19}:\\d{1,19}:(\\d{1,19}(,\\d{1,19})*)?");

    private static final int LONGEST = 2000;

    /** A transaction notes when it began, and is seen when it ends. */
    private static final Duration SLOWEST = Duration.ofSeconds(3);

    private final JdbcClient jdbc;

    Changes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is new.
     *
     * @param snapshot to go on from
     * @param topics by what they concern
     */
    public record News(String snapshot, Map<String, Set<String>> topics) {}

    /** Whether it can be gone on from; it comes back from browsers. */
    public static boolean isSnapshot(String text) {
        return text.length() <= LONGEST && SNAPSHOT.matcher(text).matches();
    }

    /**
     * Reads what has been committed since.
     *
     * @param snapshot of the last reading; null to begin
     * @param concerned what the reader wants to know of
     */
    public News since(@Nullable String snapshot, Collection<String> concerned) {
        if (snapshot == null) {
            return new News(
                    jdbc.sql("select pg_current_snapshot()::text")
                            .query(String.class)
                            .single(),
                    Map.of());
        }
        Map<String, Set<String>> topics = new LinkedHashMap<>();
        String now = jdbc.sql("""
                        select pg_current_snapshot()::text as now, found.key, found.topic
                        from (values (1)) once
                        left join (
                          select distinct key, note.topic
                          from rapport.change_note note cross join lateral unnest(note.concerned) key
                          where note.xact >= pg_snapshot_xmin(cast(:since as pg_snapshot))
                            and not pg_visible_in_snapshot(note.xact, cast(:since as pg_snapshot))
                            and key = any(:keys)
                        ) found on true""")
                .param("since", snapshot)
                .param("keys", concerned.toArray(new String[0]))
                .query(rows -> {
                    String snapshotNow = snapshot;
                    while (rows.next()) {
                        snapshotNow = rows.getString("now");
                        String key = rows.getString("key");
                        if (key != null) {
                            topics.computeIfAbsent(key, of -> new HashSet<>()).add(rows.getString("topic"));
                        }
                    }
                    return snapshotNow;
                });
        return new News(now, topics);
    }

    /** Topics that were noted lately; what is committed later of it comes with the next reading. */
    public Set<String> lately(Duration age, Collection<String> concerned) {
        return new HashSet<>(jdbc.sql("""
                        select distinct topic from rapport.change_note
                        where noted_at >= now() - make_interval(secs => :seconds) and concerned && cast(:keys as text[])""")
                .param("seconds", age.plus(SLOWEST).toSeconds())
                .param("keys", concerned.toArray(new String[0]))
                .query(String.class)
                .list());
    }

    /** Those of the sessions that have not ended. */
    public Set<String> openSessions(Collection<String> sessions) {
        return new HashSet<>(jdbc.sql("select rapport.open_sessions(:sessions)")
                .param("sessions", sessions.toArray(new String[0]))
                .query(String.class)
                .list());
    }

    /** Forgets what every node has read long since. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    public void forgetOld() {
        jdbc.sql("select rapport.forget_changes()").query().listOfRows();
    }
}
