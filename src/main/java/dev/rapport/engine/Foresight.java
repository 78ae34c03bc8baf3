package dev.rapport.engine;

/** When a condition knows what it asks for, so that a button can say beforehand what would be refused. */
public enum Foresight {
    /** It asks for what the item says. */
    ALWAYS,
    /** It asks for what people say with the outcome: known where that was said at an earlier task. */
    REPORTED,
    /** It asks for nothing that a button could get wrong. */
    NEVER
}
