package dev.rapport.engine;

/** How far the item of an instance is: what steps may ask for before they run, and what they bring about. */
public enum Mark {
    /** The item exists and has a number. */
    REGISTERED,
    /** The task in which people say how it ended has been reached. */
    AT_WORK,
    /** Somebody has completed a task. */
    REPORTED,
    /** The item is closed; closed it stays (rule 23). */
    CLOSED,
    /** The reminder has fallen due and was raised. */
    RAISED
}
