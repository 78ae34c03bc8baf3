package dev.rapport.user;

import dev.rapport.shared.AuditTrail;
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
    private final UserSessions sessions;
    private final AuditTrail audit;
    private final CurrentUser currentUser;

    SetPassword(
            Identity identity, UserChecks checks, UserSessions sessions, AuditTrail audit, CurrentUser currentUser) {
        this.identity = identity;
        this.checks = checks;
        this.sessions = sessions;
        this.audit = audit;
        this.currentUser = currentUser;
    }

    /**
     * Sets a password and ends the sessions that began with the old one. Unless it is one's own and typed, it is good for
     * choosing another one.
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
        checks.password(errors, password);
        errors.refuseIfAny();
        identity.setPassword(login, password);
        if (madeUp || !login.equals(currentUser.id())) {
            user.passwordGiven();
        } else {
            user.passwordChosen();
        }
        audit.changed(AuditTrail.USER, login, "password", null, null);
        sessions.endAll(login);
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
