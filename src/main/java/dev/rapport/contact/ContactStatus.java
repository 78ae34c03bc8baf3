package dev.rapport.contact;

/** Where a contact stands. It moves once, from planned to one of the others, and never back (rule 23). */
public enum ContactStatus {
    PLANNED,
    PERFORMED,
    NOT_PERFORMED;

    /** Performed or not performed: nothing is left to do. */
    public boolean closed() {
        return this != PLANNED;
    }
}
