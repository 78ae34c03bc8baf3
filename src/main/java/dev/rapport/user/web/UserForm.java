package dev.rapport.user.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.user.Group;
import dev.rapport.user.UserChange;
import dev.rapport.user.UserDraft;
import dev.rapport.user.UserView;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a user holds, as it was typed; the password is never sent back.
 *
 * @param idempotencyKey of a new one, so that a double click creates one user
 */
@RecordBuilder
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
        return UserFormBuilder.builder()
                .idempotencyKey(newKey())
                .groups(List.of(Group.STAFF.id()))
                .build();
    }

    static UserForm of(UserView user) {
        return UserFormBuilder.builder()
                .version(user.version())
                .login(user.login())
                .firstName(user.firstName())
                .name(user.name())
                .email(user.email())
                .language(user.language())
                .groups(user.groups().stream().map(Group::id).toList())
                .build();
    }

    public boolean isIn(Group group) {
        return groups != null && groups.contains(group.id());
    }

    UserForm withVersion(int current) {
        return UserFormBuilder.builder(this).version(current).password(null).build();
    }

    UserForm withNewKey() {
        return UserFormBuilder.builder(this)
                .idempotencyKey(newKey())
                .password(null)
                .build();
    }

    UserForm withoutPassword() {
        return UserFormBuilder.builder(this).password(null).build();
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
