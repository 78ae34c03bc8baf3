package dev.rapport.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as somebody wants it to be.
 *
 * @param version the version that was read
 * @param name last name
 * @param language {@code de} or {@code en}; null to let the user choose
 * @param reportsTo login of the line manager; null for nobody
 * @param groups ids of {@link Group}
 */
public record UserChange(
        int version,
        @Nullable String firstName,
        @Nullable String name,
        @Nullable String email,
        @Nullable String language,
        @Nullable String reportsTo,
        List<String> groups) {}
