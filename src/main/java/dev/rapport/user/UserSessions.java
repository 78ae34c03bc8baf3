package dev.rapport.user;

import java.time.Instant;
import java.util.List;

/** The sessions of people who have logged in. */
public interface UserSessions {

    /**
     * One of somebody's sessions.
     *
     * @param here whether it is the one in which this is asked
     */
    record Open(Instant since, Instant lastUsed, boolean here) {}

    /** Those of a user, the last used first. */
    List<Open> of(String userId);

    /** Ends all sessions of a user, on every node, when the transaction has been committed. */
    void endAll(String userId);

    /** The same but for the session in which this is asked. */
    void endOthers(String userId);
}
