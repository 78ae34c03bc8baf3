package dev.rapport.shared;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries what cannot be undone: it is done as always and rolled back, so that every refusal is known before it is done for good
 * (ADR 53).
 */
@Component
public class Rehearsal {

    private final TransactionTemplate transaction;

    Rehearsal(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /**
     * Does it, in a transaction of its own that is rolled back if it is only a rehearsal.
     *
     * @throws BusinessRuleViolation what the work refuses
     */
    public <T> T run(boolean rehearsed, Supplier<T> work) {
        if (!rehearsed) {
            return work.get();
        }
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }
}
