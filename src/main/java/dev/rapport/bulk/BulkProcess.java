package dev.rapport.bulk;

/** The model {@code bulkPlan} as this module sees it. */
public interface BulkProcess {

    /** Starts an instance, which works in the background from the commit on. */
    void start(Long planId);

    /** Lets an instance that has given up trying go on, so that it finds its order ended and ends too. */
    void wake(Long planId);
}
