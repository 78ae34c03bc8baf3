package dev.rapport.user;

import dev.rapport.address.Address;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as those see it who administer users.
 *
 * @param name last name
 * @param language null until it has been chosen
 * @param reportsTo login of the line manager; null for nobody
 * @param enabled false for a deleted one too
 * @param deleted whether the engine knows no login of this name any more
 */
@RecordBuilder
public record UserView(
        String login,
        int version,
        @Nullable String firstName,
        String name,
        @Nullable String email,
        @Nullable String language,
        @Nullable String reportsTo,
        boolean enabled,
        boolean deleted,
        List<Group> groups) {

    public String displayName() {
        return Address.displayName(firstName, name);
    }
}
