package dev.rapport.reminder;

import java.time.Instant;

/** The model {@code reminder} as this module sees it. */
public interface ReminderProcess {

    /**
     * Starts an instance that raises the reminder when it is due.
     *
     * @return the id of the instance
     */
    String start(Long reminderId, Instant dueAt);

    /** Ends an instance by the message that a reminder was removed; an instance that has ended already is left alone. */
    void cancel(String instanceId);

    /** Ends an instance whatever its model says: nothing of that runs any more. */
    void end(String instanceId);
}
