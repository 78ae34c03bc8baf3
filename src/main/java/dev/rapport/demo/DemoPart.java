package dev.rapport.demo;

/**
 * One part of the demonstration's data, created once on an empty database. A bean of this type, in the profile {@code
 * demo}, is all that another part takes; {@code @Order} says which parts it builds upon.
 */
interface DemoPart {

    /** Creates the data, the same at every first start; runs in the transaction of all parts. */
    void create();
}
