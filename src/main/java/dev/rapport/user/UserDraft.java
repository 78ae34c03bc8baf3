package dev.rapport.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new user as somebody typed it.
 *
 * @param name last name
 * @param language {@code de} or {@code en}; null to let the user choose
 * @param reportsTo login of the line manager; null for nobody
 * @param groups ids of {@link Group}
 * @param password null for one that is made up
 */
public record UserDraft(
        @Nullable String login,
        @Nullable String firstName,
        @Nullable String name,
        @Nullable String email,
        @Nullable String language,
        @Nullable String reportsTo,
        List<String> groups,
        @Nullable String password) {}
