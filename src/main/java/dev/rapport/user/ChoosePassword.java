package dev.rapport.user;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Replaces a one-time password by one that nobody but the user knows; until then nothing else works. */
@Service
public class ChoosePassword {

    private final Identity identity;
    private final UserChecks checks;
    private final PasswordRule passwords;
    private final UserSessions sessions;
    private final CurrentUser currentUser;

    ChoosePassword(
            Identity identity,
            UserChecks checks,
            PasswordRule passwords,
            UserSessions sessions,
            CurrentUser currentUser) {
        this.identity = identity;
        this.checks = checks;
        this.passwords = passwords;
        this.sessions = sessions;
        this.currentUser = currentUser;
    }

    /**
     * Sets the password of the person at work, whose sessions all end: the one-time password may have been read on its way.
     *
     * @param repeated the same once more, against typing errors
     * @throws BusinessRuleViolation user.deleted, or everything wrong with the input at once
     */
    @Transactional
    public void choose(@Nullable String typed, @Nullable String repeated) {
        String login = currentUser.id();
        AppUser user = checks.lock(login);
        if (!user.hasOneTimePassword()) {
            // chosen in another window meanwhile, and not to be chosen again without knowing it
            throw BusinessRuleViolation.conflict("password", "password.chosen");
        }
        String password = typed == null ? "" : typed;
        FieldChecks errors = new FieldChecks();
        passwords.check(errors, password, identity.person(login));
        if (!errors.refuses("password") && identity.passwordMatches(login, password, "")) {
            errors.refuse("password", "password.same");
        }
        if (!password.equals(repeated)) {
            errors.refuse("repeated", "password.differs");
        }
        errors.refuseIfAny();
        identity.setPassword(login, password);
        user.passwordChosen();
        sessions.endAll(login);
    }
}
