package dev.rapport.engine;

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

    void created(Profile user);

    /** Profile or password may have changed. */
    void saved(Profile user);

    void deleted(String userId);

    void joined(String userId, String group);

    void left(String userId, String group);
}
