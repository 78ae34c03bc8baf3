package dev.rapport.item;

import java.util.List;

/**
 * The task that is open for a contact or measure.
 *
 * @param instance id of the instance of the model
 * @param outcomes how it can end, as the deployed model offers it, named in the reader's language; none where it is just done
 * @param work whether it is the task in which people say how the item ended, and not one that a process admin has added
 * @param mayComplete whether the person at work may (rule 35)
 * @param foresees whether its model has conditions that may refuse a button and can tell so before it is pressed
 * @param next for whom it waits, by name
 */
public record OpenTask(
        String id,
        String instance,
        List<OfferedOutcome> outcomes,
        String name,
        boolean work,
        boolean mayComplete,
        boolean foresees,
        String next) {

    /** The task as the API answers it. */
    public record Brief(String id, String name, boolean mayComplete, String next) {}

    public Brief brief() {
        return new Brief(id, name, mayComplete, next);
    }
}
