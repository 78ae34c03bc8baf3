package dev.rapport.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys under which something was created, so that a resend does not create it again (rule 11). A key is written in
 * the transaction of the work itself, so a crash leaves both or neither.
 */
@Component
public class IdempotencyKeys {

    /** The longest key. */
    public static final int LONGEST = 100;

    /** How long an answer can be had again. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final BusinessTime time;

    IdempotencyKeys(JdbcClient jdbc, CurrentUser currentUser, BusinessTime time) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.time = time;
    }

    /**
     * What is known of the first time.
     *
     * @param bodyHash of what was sent, see {@link #hash}
     * @param location where what was created can be found
     */
    public record First(
            String bodyHash, String location, @Nullable String answer) {}

    /** Waits for whoever holds the same key; false when that one has committed. */
    public boolean claim(String key, String route, String bodyHash) {
        return jdbc.sql("""
                        insert into rapport.idempotency_key (user_id, key, route, body_hash, created_at)
                        values (:user, :key, :route, :bodyHash, :now) on conflict do nothing""")
                        .param("user", currentUser.id())
                        .param("key", key)
                        .param("route", route)
                        .param("bodyHash", bodyHash)
                        .param("now", Timestamp.from(time.now()))
                        .update()
                == 1;
    }

    /** What was kept when the key was claimed. */
    public First first(String key, String route) {
        return jdbc.sql("""
                        select body_hash, location, answer from rapport.idempotency_key
                        where user_id = :user and key = :key and route = :route""")
                .param("user", currentUser.id())
                .param("key", key)
                .param("route", route)
                .query((row, number) ->
                        new First(row.getString("body_hash"), row.getString("location"), row.getString("answer")))
                .single();
    }

    /** Keeps what a resend will be told. */
    public void keep(String key, String route, String location, @Nullable String answer) {
        jdbc.sql("""
                        update rapport.idempotency_key set location = :location, answer = :answer
                        where user_id = :user and key = :key and route = :route""")
                .param("location", location)
                .param("answer", answer)
                .param("user", currentUser.id())
                .param("key", key)
                .param("route", route)
                .update();
    }

    /** Forgets answers that nobody will ask for again. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    @Transactional
    public void forgetOld() {
        jdbc.sql("delete from rapport.idempotency_key where created_at < :limit")
                .param("limit", Timestamp.from(time.now().minus(KEPT)))
                .update();
    }

    /** Tells one request body from another. */
    public static String hash(String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
