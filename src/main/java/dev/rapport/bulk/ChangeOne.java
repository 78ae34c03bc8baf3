package dev.rapport.bulk;

import dev.rapport.item.OpenTask;
import dev.rapport.lists.Entry;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.OutcomeCategory;
import org.jspecify.annotations.Nullable;

/** Changes one entry as an order says, by the use cases that people change it with: what these refuse is refused here. */
interface ChangeOne {

    /** What can be changed by it. */
    Entry.Kind list();

    /**
     * Changes it. Its version is the one that it has now.
     *
     * @param turn its place in the order, from 1 on
     * @throws BusinessRuleViolation whatever the use cases refuse
     */
    void change(BulkChange order, int turn, Long entry);

    /**
     * Refuses an outcome that leaves an entry open: each needs an appointment of its own.
     *
     * @throws BusinessRuleViolation bulk.outcome-open
     */
    static void requireClosing(@Nullable OpenTask task, @Nullable String outcome) {
        boolean staysOpen = task != null
                && task.outcomes().stream()
                        .anyMatch(offered -> offered.category() == OutcomeCategory.OPEN
                                && offered.code().equals(outcome));
        if (staysOpen) {
            throw BusinessRuleViolation.invalid("outcome", "bulk.outcome-open");
        }
    }
}
