package dev.rapport.measure;

/** Where a measure stands. It moves once, from planned to one of the others, and never back. */
public enum MeasureStatus {
    PLANNED,
    PERFORMED,
    NOT_PERFORMED;

    /** Performed or not performed: nothing is left to do. */
    public boolean closed() {
        return this != PLANNED;
    }
}
