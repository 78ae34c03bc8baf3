package dev.rapport.user.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.user.Group;
import dev.rapport.user.UserChange;
import dev.rapport.user.UserDraft;
import dev.rapport.user.UserView;
import dev.rapport.web.Lookup;
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
        @Nullable String reportsTo,
        @Nullable String reportsToText,
        @Nullable String reportsToLabel,
        @Nullable List<String> groups,
        @Nullable String password) {

    static UserForm empty() {
        return UserFormBuilder.builder()
                .idempotencyKey(newKey())
                .groups(List.of(Group.STAFF.id()))
                .build();
    }

    /** @param manager to whom the user reports */
    static UserForm of(UserView user, Lookup manager) {
        return UserFormBuilder.builder()
                .version(user.version())
                .login(user.login())
                .firstName(user.firstName())
                .name(user.name())
                .email(user.email())
                .language(user.language())
                .groups(user.groups().stream().map(Group::id).toList())
                .build()
                .reportingTo(manager);
    }

    /** To whom the user reports. */
    public Lookup manager() {
        return new Lookup(reportsTo, reportsToText, reportsToLabel);
    }

    UserForm reportingTo(Lookup manager) {
        return UserFormBuilder.builder(this)
                .reportsTo(manager.id())
                .reportsToText(manager.text())
                .reportsToLabel(manager.label())
                .build();
    }

    /** The login of the line manager. What was typed without being understood may be one, and is refused otherwise. */
    private @Nullable String managersLogin() {
        return manager().isOpen() ? reportsToText : reportsTo;
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
        return new UserDraft(
                login,
                firstName,
                name,
                email,
                language,
                managersLogin(),
                groups == null ? List.of() : groups,
                password);
    }

    UserChange change() {
        if (version == null) {
            throw BusinessRuleViolation.invalid("version", "required");
        }
        return new UserChange(
                version, firstName, name, email, language, managersLogin(), groups == null ? List.of() : groups);
    }
}
