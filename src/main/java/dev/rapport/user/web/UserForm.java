package dev.rapport.user.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.user.Group;
import dev.rapport.user.UserChange;
import dev.rapport.user.UserDraft;
import dev.rapport.user.UserView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a user holds, as it was typed; the password is never sent back.
 *
 * @param idempotencyKey of a new one, so that a double click creates one user
 */
record UserForm(
        @Nullable String idempotencyKey,
        @Nullable Integer version,
        @Nullable String login,
        @Nullable String firstName,
        @Nullable String name,
        @Nullable String email,
        @Nullable String language,
        @Nullable List<String> groups,
        @Nullable String password) {

    static UserForm empty() {
        return new UserForm(newKey(), null, null, null, null, null, null, List.of(Group.STAFF.id()), null);
    }

    static UserForm of(UserView user) {
        return new UserForm(
                null,
                user.version(),
                user.login(),
                user.firstName(),
                user.name(),
                user.email(),
                user.language(),
                user.groups().stream().map(Group::id).toList(),
                null);
    }

    public boolean isIn(Group group) {
        return groups != null && groups.contains(group.id());
    }

    UserForm withVersion(int current) {
        return new UserForm(idempotencyKey, current, login, firstName, name, email, language, groups, null);
    }

    UserForm withNewKey() {
        return new UserForm(newKey(), version, login, firstName, name, email, language, groups, null);
    }

    UserForm withoutPassword() {
        return new UserForm(idempotencyKey, version, login, firstName, name, email, language, groups, null);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    UserDraft draft() {
        return new UserDraft(login, firstName, name, email, language, groups == null ? List.of() : groups, password);
    }

    UserChange change() {
        if (version == null) {
            throw BusinessRuleViolation.invalid("version", "required");
        }
        return new UserChange(version, firstName, name, email, language, groups == null ? List.of() : groups);
    }
}
