package dev.rapport.shared;

/** What an outcome means for the item, whatever it is called (rule 34). */
public enum OutcomeCategory {
    PERFORMED,
    NOT_PERFORMED,
    /** The item stays planned, with a new start and one more attempt. */
    OPEN
}
