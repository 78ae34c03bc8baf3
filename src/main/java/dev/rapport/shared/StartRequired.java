package dev.rapport.shared;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The refusal that asks when something really began that was planned for later, and proposes now (rule 18). */
public final class StartRequired {

    private static final String CODE = "start.required";

    private StartRequired() {}

    public static void refuse(FieldChecks checks, Instant planned, BusinessTime time) {
        Instant now = time.now().truncatedTo(ChronoUnit.MINUTES);
        checks.refuse("start", CODE, planned, now, time.local(now));
    }

    /** The start that is proposed, local with offset. */
    public static Optional<OffsetDateTime> proposed(FieldError error) {
        return error.code().equals(CODE)
                ? Optional.of((OffsetDateTime) error.arguments().get(2))
                : Optional.empty();
    }

    /** The same of a whole refusal; none where it is about other things only. */
    public static Optional<OffsetDateTime> proposed(BusinessRuleViolation refusal) {
        return refusal.errors().stream()
                .flatMap(error -> proposed(error).stream())
                .findFirst();
    }
}
