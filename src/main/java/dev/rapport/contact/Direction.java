package dev.rapport.contact;

/** Who got in touch. */
public enum Direction {
    INCOMING,
    OUTGOING
}
