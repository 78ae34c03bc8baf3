package dev.rapport.user;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends somebody's sessions on all devices: one was left behind, lost or stolen. The password stays as it is. */
@Service
public class SignOutEverywhere {

    private final Users users;
    private final UserSessions sessions;
    private final AuditTrail audit;
    private final CurrentUser currentUser;

    SignOutEverywhere(Users users, UserSessions sessions, AuditTrail audit, CurrentUser currentUser) {
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.currentUser = currentUser;
    }

    /** For the person at work, who stays logged in here: signing out here is one click more, a lost text is not. */
    @Transactional
    public void own() {
        of(currentUser.id());
    }

    /**
     * For any user.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional
    public void of(String login) {
        AppUser user = users.lock(login).orElseThrow(() -> BusinessRuleViolation.notFound("login"));
        audit.changed(AuditTrail.USER, user.userId(), "sessions", null, null);
        sessions.endOthers(user.userId());
    }
}
