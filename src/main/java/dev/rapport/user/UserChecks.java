package dev.rapport.user;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Languages;
import dev.rapport.shared.Texts;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is wrong with a user as somebody typed it, the same for the page and for the engine's Admin. */
@Component
class UserChecks {

    private static final int NAME = 200;
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** The page of such a user would be another one. */
    private static final Set<String> RESERVED = Set.of("new", "colleagues");

    private final Users users;
    private final Identity identity;
    private final ResponsibleChoice choice;
    private final CurrentUser currentUser;

    UserChecks(Users users, Identity identity, ResponsibleChoice choice, CurrentUser currentUser) {
        this.users = users;
        this.identity = identity;
        this.choice = choice;
        this.currentUser = currentUser;
    }

    /** First name, last name and e-mail address. */
    void person(FieldChecks checks, @Nullable String firstName, @Nullable String name, @Nullable String email) {
        checks.optionalLine("firstName", firstName, NAME);
        checks.requiredLine("name", name, NAME);
        checks.optionalEmail("email", email);
    }

    /** The login of a new user. It is never given to a second person: what the first one did is recorded under it. */
    String newLogin(FieldChecks checks, @Nullable String value) {
        String login = login(checks, value);
        if (!checks.refuses("login") && (users.findById(login).isPresent() || identity.exists(login))) {
            checks.refuse("login", "login.taken");
        }
        return login;
    }

    String login(FieldChecks checks, @Nullable String value) {
        checks.required("login", value);
        String login = value == null ? "" : value.strip();
        if (!checks.refuses("login") && !LOGIN.matcher(login).matches()) {
            checks.refuse("login", "login.invalid");
        }
        if (RESERVED.contains(login)) {
            checks.refuse("login", "login.reserved");
        }
        return login;
    }

    @Nullable
    String language(FieldChecks checks, @Nullable String value) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        if (Languages.ALL.stream().noneMatch(known -> known.getLanguage().equals(value))) {
            checks.refuse("language", "not-found");
        }
        return value;
    }

    /**
     * To whom somebody reports: somebody else who can log in, or nobody. Whoever it has been until now may have left.
     *
     * @param until who it has been until now
     */
    @Nullable
    String reportsTo(FieldChecks checks, @Nullable String login, @Nullable String value, @Nullable String until) {
        String manager = value == null ? "" : value.strip();
        if (!manager.isEmpty() && manager.equals(until)) {
            return until;
        }
        if (!manager.isEmpty() && manager.equals(login)) {
            checks.refuse("reportsTo", "reports-to-self");
            return null;
        }
        return choice.choose(checks, "reportsTo", manager);
    }

    /** At least one, for without a group nobody may do anything. */
    List<Group> groups(FieldChecks checks, List<String> ids) {
        List<Group> groups = Group.of(ids);
        if (ids.isEmpty()) {
            checks.refuse("groups", "required");
        } else if (groups.size() < Set.copyOf(ids).size()) {
            checks.refuse("groups", "not-found");
        }
        return groups;
    }

    /** Somebody must be left who can administer users: whoever does it cannot shut himself out. */
    void refuseYourself(String login) {
        if (login.equals(currentUser.id())) {
            throw BusinessRuleViolation.conflict("login", "user.yourself");
        }
    }

    /** Locks a user whom the engine knows too. */
    AppUser lock(String login) {
        AppUser user = users.lock(login).orElseThrow(() -> BusinessRuleViolation.notFound("login"));
        if (!identity.exists(login)) {
            throw BusinessRuleViolation.conflict("login", "user.deleted");
        }
        return user;
    }
}
