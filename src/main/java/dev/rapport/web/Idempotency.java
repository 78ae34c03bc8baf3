package dev.rapport.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates once, however often it is asked (rule 11): a double click or a resend after a lost reply gets the first
 * answer again. The key is written in the transaction of the work itself, so a crash leaves both or neither, and a
 * second request with the same key waits until the first has ended.
 *
 * <pre>{@code
 * return idempotency.once(key, body, ContactAnswer.class, () -> {
 *     ContactAnswer answer = ...;
 *     return new Created<>("/api/contacts/" + answer.id(), answer);
 * });
 * }</pre>
 */
@Component
public class Idempotency {

    /** How long an answer can be had again. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final BusinessTime time;
    private final JsonMapper json;
    private final JsonMapper canonical;

    Idempotency(JdbcClient jdbc, CurrentUser currentUser, BusinessTime time, JsonMapper json) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.time = time;
        // an answer handed out again keeps the offset of its times
        this.json = json.rebuild()
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build();
        this.canonical = json.rebuild()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    private record Stored(String bodyHash, String location, String answer) {}

    /**
     * Does the work, or hands out the answer of the first time.
     *
     * @param key what the client sent as {@code Idempotency-Key}; null to do the work anyway
     * @param body the request; another body under the same key is refused with 409
     * @param type the answer's type
     * @param work creates; its transaction is this one
     * @return 201 with the answer and its location
     */
    @Transactional
    public <T> ResponseEntity<T> once(@Nullable String key, Object body, Class<T> type, Supplier<Created<T>> work) {
        if (key == null || key.isBlank()) {
            return work.get().toResponse();
        }
        if (key.length() > 100) {
            throw BusinessRuleViolation.invalid("Idempotency-Key", "too-long", 100);
        }
        // the path and not its pattern: adding to another address is another request
        String route = String.valueOf(
                ServletUriComponentsBuilder.fromCurrentRequestUri().build().getPath());
        String bodyHash = sha256(canonical.writeValueAsString(body));
        if (!claim(key, route, bodyHash)) {
            Stored stored = stored(key, route);
            if (!stored.bodyHash.equals(bodyHash)) {
                throw BusinessRuleViolation.conflict("Idempotency-Key", "idempotency-key.reused");
            }
            return new Created<>(stored.location, json.readValue(stored.answer, type)).toResponse();
        }
        Created<T> created = work.get();
        keep(key, route, created);
        return created.toResponse();
    }

    /** Waits for whoever holds the same key; false when that one has committed. */
    private boolean claim(String key, String route, String bodyHash) {
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

    private Stored stored(String key, String route) {
        return jdbc.sql("""
                        select body_hash, location, answer from rapport.idempotency_key
                        where user_id = :user and key = :key and route = :route""")
                .param("user", currentUser.id())
                .param("key", key)
                .param("route", route)
                .query((row, number) ->
                        new Stored(row.getString("body_hash"), row.getString("location"), row.getString("answer")))
                .single();
    }

    private void keep(String key, String route, Created<?> created) {
        jdbc.sql("""
                        update rapport.idempotency_key set location = :location, answer = :answer
                        where user_id = :user and key = :key and route = :route""")
                .param("location", created.location())
                .param("answer", json.writeValueAsString(created.body()))
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

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
