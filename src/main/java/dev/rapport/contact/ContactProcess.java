package dev.rapport.contact;

import dev.rapport.engine.OpenTask;
import dev.rapport.engine.RanStep;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model {@code contact} as this module sees it. */
public interface ContactProcess {

    /**
     * Starts an instance, which registers the contact.
     *
     * @return the id of the contact
     */
    Long start(ContactDraft draft);

    /**
     * Starts an instance for an open contact that has none, at its task.
     *
     * @return the id of the instance
     */
    String restart(Contact contact);

    /**
     * The open task of a contact; null when the contact is closed or waits for something else.
     *
     * @param names of people by login, as far as they are known
     */
    @Nullable
    OpenTask openTask(Contact contact, Map<String, String> names);

    /**
     * Refuses while the contact waits for a task that a process admin has added.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation waits-for-other
     */
    void requireCarryOut(Contact contact);

    /**
     * Completes the contact's open task with an outcome.
     *
     * @return the steps that ran, in order
     * @throws dev.rapport.shared.BusinessRuleViolation of the step that refused
     */
    List<RanStep> complete(Contact contact, ContactOutcome outcome);

    /** Tells the running instance and its task what changed: card, start. Whoever has claimed the task keeps it. */
    void refresh(Contact contact);

    /** Gives the open task to who is responsible now, else to the creator. */
    void reassign(Contact contact);
}
