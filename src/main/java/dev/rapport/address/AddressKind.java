package dev.rapport.address;

/** What an address is. */
public enum AddressKind {
    COMPANY,
    PRIVATE,
    /** Contact person (Ansprechpartner) of a company. */
    PERSON
}
