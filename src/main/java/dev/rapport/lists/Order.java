package dev.rapport.lists;

/** In which order a list stands. Who comes together in it stands there by start, the latest first. */
public enum Order {
    /** By start, the earliest first. */
    START,
    /** By start, the latest first. */
    LATEST,
    /** By the name of the customer; of contacts only. */
    CUSTOMER,
    /** By the name of whoever is in charge. */
    RESPONSIBLE;

    /** Whether entries of this kind can stand in it. */
    public boolean of(Entry.Kind kind) {
        return this != CUSTOMER || kind == Entry.Kind.CONTACT;
    }

    boolean byName() {
        return this == CUSTOMER || this == RESPONSIBLE;
    }
}
