package dev.rapport.user;

import dev.rapport.shared.AuditTrail;
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

    SetPassword(Identity identity, UserChecks checks, UserSessions sessions, AuditTrail audit) {
        this.identity = identity;
        this.checks = checks;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Sets a password and ends the sessions that began with the old one.
     *
     * @param typed blank for one that is made up
     * @return the password, typed or made up
     */
    @Transactional
    public String set(String login, @Nullable String typed) {
        checks.lock(login);
        String password = typed == null || Texts.isBlank(typed) ? OneTimePassword.next() : typed;
        FieldChecks errors = new FieldChecks();
        checks.password(errors, password);
        errors.refuseIfAny();
        identity.setPassword(login, password);
        audit.changed(AuditTrail.USER, login, "password", null, null);
        sessions.endAll(login);
        return password;
    }
}
