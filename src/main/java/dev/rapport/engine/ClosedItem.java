package dev.rapport.engine;

/** Something that a model closes: a contact or a measure, known to the engine by its business key. */
public interface ClosedItem {

    /** The key of the model it runs in. */
    String process();

    /**
     * Does nothing while the item is open.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation a conflict that says who closed it and when
     */
    void requireOpen(Long id);
}
