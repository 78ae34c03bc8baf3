package dev.rapport.shared;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ids as clients send them. One that is no number belongs to nothing, so it is "not found" like any other unknown id. */
public final class Ids {

    private Ids() {}

    public static Optional<Long> parse(@Nullable String id) {
        if (id == null || !id.matches("[0-9]{1,19}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(id));
        } catch (NumberFormatException e) {
            // nineteen digits may still be more than a long holds
            return Optional.empty();
        }
    }

    /**
     * The id of something that a path names.
     *
     * @throws BusinessRuleViolation not found
     */
    public static long require(String field, @Nullable String id) {
        return parse(id).orElseThrow(() -> BusinessRuleViolation.notFound(field));
    }
}
