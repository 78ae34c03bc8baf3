package dev.rapport.user;

import java.util.List;

/** Login data as the engine's identity tables keep them. */
public interface Identity {

    /** Checks a password. An unknown account answers like a wrong password, and as slowly. */
    boolean passwordMatches(String userId, String password);

    /** Whether the same password was right within the last minute and is still the current one. Fast. */
    boolean passwordMatchedLately(String userId, String password);

    boolean exists(String userId);

    List<String> groupsOf(String userId);

    /**
     * Creates the login of a user.
     *
     * @param groups engine group ids, see {@link Group}
     */
    void create(String userId, String firstName, String lastName, String email, String password, List<String> groups);

    boolean hasMembers(String group);
}
