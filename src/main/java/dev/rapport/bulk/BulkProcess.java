package dev.rapport.bulk;

/** A model that carries orders out, as this module sees it: {@code bulkPlan} or {@code bulkChange}. */
public interface BulkProcess {

    /** Starts an instance, which works in the background from the commit on. */
    void start(Long order);

    /** Lets an instance that has given up trying go on, so that it finds its order ended and ends too. */
    void wake(Long order);
}
