package dev.rapport.user;

import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives a user who has forgotten the password another one. */
@Service
public class SetPassword {

    private final Identity identity;
    private final UserChecks checks;
    private final PasswordRule passwords;
    private final CurrentUser currentUser;

    SetPassword(Identity identity, UserChecks checks, PasswordRule passwords, CurrentUser currentUser) {
        this.identity = identity;
        this.checks = checks;
        this.passwords = passwords;
        this.currentUser = currentUser;
    }

    /**
     * Sets a password, which ends the sessions that began with the old one, see {@link FollowIdentities}. Unless it is one's own
     * and typed, it is good for choosing another one.
     *
     * @param typed blank for one that is made up
     * @return the password, typed or made up
     */
    @Transactional
    public String set(String login, @Nullable String typed) {
        AppUser user = checks.lock(login);
        boolean madeUp = typed == null || Texts.isBlank(typed);
        String password = madeUp ? OneTimePassword.next() : String.valueOf(typed);
        FieldChecks errors = new FieldChecks();
        passwords.check(errors, password, identity.person(login));
        errors.refuseIfAny();
        identity.setPassword(login, password);
        if (madeUp || !login.equals(currentUser.id())) {
            user.passwordGiven();
        } else {
            user.passwordChosen();
        }
        return password;
    }

    /**
     * Makes up another password for a user whose first one nobody may have seen.
     *
     * @return null when the user has chosen one already
     */
    @Transactional
    public @Nullable String again(String login) {
        return checks.lock(login).hasOneTimePassword() ? set(login, null) : null;
    }
}
