package dev.rapport.user;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shuts a user out, or lets the user in again. What the user did stays (rule 31). */
@Service
public class DisableUser {

    private final Users users;
    private final UserChecks checks;
    private final UserSessions sessions;
    private final AuditTrail audit;

    DisableUser(Users users, UserChecks checks, UserSessions sessions, AuditTrail audit) {
        this.users = users;
        this.checks = checks;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * No login from now on, and the sessions that are open end at once.
     *
     * @throws BusinessRuleViolation user.yourself, not-found
     */
    @Transactional
    public void disable(String login) {
        checks.refuseYourself(login);
        AppUser user = users.lock(login).orElseThrow(() -> BusinessRuleViolation.notFound("login"));
        if (user.enabled()) {
            user.disable();
            audit.changed(AuditTrail.USER, login, "enabled", true, false);
        }
        sessions.endAll(login);
    }

    /**
     * Login is possible again.
     *
     * @throws BusinessRuleViolation not-found, user.deleted
     */
    @Transactional
    public void enable(String login) {
        AppUser user = checks.lock(login);
        if (!user.enabled()) {
            user.enable();
            audit.changed(AuditTrail.USER, login, "enabled", false, true);
        }
    }
}
