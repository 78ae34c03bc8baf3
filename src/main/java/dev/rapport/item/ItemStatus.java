package dev.rapport.item;

/** Where an item stands. It moves once, from planned to one of the others, and never back (rule 23). */
public enum ItemStatus {
    PLANNED,
    PERFORMED,
    NOT_PERFORMED;

    /** Performed or not performed: nothing is left to do. */
    public boolean closed() {
        return this != PLANNED;
    }
}
