package dev.rapport.engine;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to the users in the engine's identity tables, whoever does it: Rapport, the engine's Admin or its
 * REST API. Called within the transaction of the change; an exception undoes it.
 */
public interface UserChanges {

    /**
     * What the engine knows of a person.
     *
     * @param lastName null where nobody has stated one
     */
    record Profile(
            String userId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email) {}

    /**
     * Somebody, old or new, is to get this password. Asked before anything is saved, and when a page wants to know.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation with a sentence when it is not taken
     */
    void password(Profile user, String password);

    /**
     * The engine checks somebody's password itself; a wrong one is to count like a failed login.
     *
     * @return whether it was right
     * @throws dev.rapport.shared.BusinessRuleViolation with a sentence when too many were wrong
     */
    boolean counted(String userId, BooleanSupplier check);

    /** What {@link #password} wants of a password, in a few words and the reader's language. */
    String aboutPasswords();

    void created(Profile user);

    /** The profile may have changed. */
    void saved(Profile user);

    /** Somebody whom the engine knew already has got another password. */
    void passwordChanged(String userId);

    void deleted(String userId);

    void joined(String userId, String group);

    void left(String userId, String group);
}
