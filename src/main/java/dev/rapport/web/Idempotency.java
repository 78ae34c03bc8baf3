package dev.rapport.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.IdempotencyKeys;
import dev.rapport.shared.IdempotencyKeys.First;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates once, however often it is asked (rule 11): a double click or a resend after a lost reply gets the first
 * answer again. A second request with the same key waits until the first has ended.
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

    private final IdempotencyKeys keys;
    private final JsonMapper json;
    private final JsonMapper canonical;

    Idempotency(IdempotencyKeys keys, JsonMapper json) {
        this.keys = keys;
        // an answer handed out again keeps the offset of its times
        this.json = json.rebuild()
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build();
        this.canonical = json.rebuild()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

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
        if (key.length() > IdempotencyKeys.LONGEST) {
            throw BusinessRuleViolation.invalid("Idempotency-Key", "too-long", IdempotencyKeys.LONGEST);
        }
        // the path and not its pattern: adding to another address is another request
        String route = String.valueOf(
                ServletUriComponentsBuilder.fromCurrentRequestUri().build().getPath());
        String bodyHash = IdempotencyKeys.hash(canonical.writeValueAsString(body));
        if (!keys.claim(key, route, bodyHash)) {
            First first = keys.first(key, route);
            if (!first.bodyHash().equals(bodyHash)) {
                throw BusinessRuleViolation.conflict("Idempotency-Key", "idempotency-key.reused");
            }
            return new Created<>(first.location(), json.readValue(first.answer(), type)).toResponse();
        }
        Created<T> created = work.get();
        keys.keep(key, route, created.location(), json.writeValueAsString(created.body()));
        return created.toResponse();
    }
}
