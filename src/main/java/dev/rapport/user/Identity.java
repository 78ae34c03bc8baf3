package dev.rapport.user;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Login data as the engine's identity tables keep them. */
public interface Identity {

    /** Checks a password that comes from an address. An unknown account answers like a wrong password, and as slowly. */
    boolean passwordMatches(String userId, String password, String from);

    /** Whether the same password from the same address was right within the last minute and is still the current one. Fast. */
    boolean passwordMatchedLately(String userId, String password, String from);

    boolean exists(String userId);

    /** Name and e-mail address of somebody who has a login. */
    PasswordRule.Person person(String userId);

    List<String> groupsOf(String userId);

    /** Ids of the groups of each; who has no login any more is missing. */
    Map<String, List<String>> groupsOf(Collection<String> userIds);

    /**
     * Creates the login of a user, who becomes one of Rapport's with it; see {@link FollowIdentities}. {@link PasswordRule} has been
     * asked about the password.
     */
    void create(String userId, @Nullable String firstName, String lastName, @Nullable String email, String password);

    void rename(String userId, @Nullable String firstName, String lastName, @Nullable String email);

    /** Sets a password that {@link PasswordRule} has been asked about. */
    void setPassword(String userId, String password);

    /** Of Rapport's groups the user is in exactly these afterwards; other groups are left alone. */
    void setGroups(String userId, Collection<Group> groups);

    boolean hasMembers(String group);
}
