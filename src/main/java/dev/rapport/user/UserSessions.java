package dev.rapport.user;

/** The sessions of people who have logged in. */
public interface UserSessions {

    /** Ends all sessions of a user, on every node. */
    void endAll(String userId);
}
