package dev.rapport.user;

import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Texts;
import dev.rapport.user.PasswordRule.Person;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates a user: login in the engine's identity tables, address and user row beside it, all or nothing. */
@Service
public class CreateUser {

    private final Users users;
    private final Identity identity;
    private final UserChecks checks;
    private final PasswordRule passwords;

    CreateUser(Users users, Identity identity, UserChecks checks, PasswordRule passwords) {
        this.users = users;
        this.identity = identity;
        this.checks = checks;
        this.passwords = passwords;
    }

    /**
     * Creates a user, who has to choose another password at the first login.
     *
     * @return the password, typed or made up
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong with the draft, at once
     */
    @Transactional
    public String create(UserDraft draft) {
        Person person = new Person(draft.login(), draft.firstName(), draft.name(), draft.email());
        String password = add(draft, (errors, typed) -> passwords.check(errors, typed, person));
        added(draft).passwordGiven();
        return password;
    }

    private String add(UserDraft draft, BiConsumer<FieldChecks, String> passwordCheck) {
        FieldChecks errors = new FieldChecks();
        String login = checks.newLogin(errors, draft.login());
        checks.person(errors, draft.firstName(), draft.name(), draft.email());
        errors.required("email", draft.email());
        String language = checks.language(errors, draft.language());
        String manager = checks.reportsTo(errors, login, draft.reportsTo(), null);
        List<Group> groups = checks.groups(errors, draft.groups());
        String typed = draft.password();
        String password = typed == null || Texts.isBlank(typed) ? OneTimePassword.next() : typed;
        passwordCheck.accept(errors, password);
        errors.refuseIfAny();

        identity.create(login, draft.firstName(), String.valueOf(draft.name()), draft.email(), password);
        identity.setGroups(login, groups);
        AppUser user = added(draft);
        user.speak(language);
        user.reportTo(manager);
        return password;
    }

    private AppUser added(UserDraft draft) {
        return users.findById(String.valueOf(draft.login()).strip()).orElseThrow();
    }

    /**
     * Creates a user whose password everybody may know already, as in the demonstration, and who chooses the language later.
     * For no password that a person has chosen.
     */
    @Transactional
    public void create(String login, String firstName, String name, String email, String password, List<Group> groups) {
        create(login, firstName, name, email, null, password, groups);
    }

    /** The same for somebody who reports to somebody. */
    @Transactional
    public void create(
            String login,
            String firstName,
            String name,
            String email,
            @Nullable String reportsTo,
            String password,
            List<Group> groups) {
        UserDraft draft = new UserDraft(
                login,
                firstName,
                name,
                email,
                null,
                reportsTo,
                groups.stream().map(Group::id).toList(),
                password);
        add(draft, passwords::length);
    }
}
