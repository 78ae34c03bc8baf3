package dev.rapport.bulk;

import dev.rapport.lists.Entry;

/** Changes one entry as an order says, by the use cases that people change it with: what these refuse is refused here. */
interface ChangeOne {

    /** What can be changed by it. */
    Entry.Kind list();

    /**
     * Changes it. Its version is the one that it has now.
     *
     * @param turn its place in the order, from 1 on
     * @throws dev.rapport.shared.BusinessRuleViolation whatever the use cases refuse
     */
    void change(BulkChange order, int turn, Long entry);
}
