package dev.rapport.web;

import dev.rapport.shared.BusinessRuleViolation;
import java.util.function.Supplier;

/** What the API asks of whoever changes an item: the version that was read. */
public final class Versioned {

    private Versioned() {}

    /**
     * Changes an item. A conflict carries both states, so that the client can show what there is now beside what was
     * typed.
     *
     * @param now the item as it is answered
     * @param sent what was sent, as it was sent
     */
    public static <T> T change(Supplier<?> now, Object sent, Supplier<T> change) {
        try {
            return change.get();
        } catch (BusinessRuleViolation refusal) {
            throw refusal.kind() == BusinessRuleViolation.Kind.CONFLICT ? refusal.withStates(now.get(), sent) : refusal;
        }
    }
}
