package dev.rapport.user;

import dev.rapport.shared.BusinessRuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shuts a user out, or lets the user in again. What the user did stays (rule 31). */
@Service
public class DisableUser {

    private final Users users;
    private final UserSessions sessions;

    DisableUser(Users users, UserSessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    /** No login from now on, and the sessions that are open end at once. */
    @Transactional
    public void disable(String userId) {
        AppUser user = user(userId);
        user.disable();
        users.save(user);
        sessions.endAll(userId);
    }

    @Transactional
    public void enable(String userId) {
        AppUser user = user(userId);
        user.enable();
        users.save(user);
    }

    private AppUser user(String userId) {
        return users.findById(userId).orElseThrow(() -> BusinessRuleViolation.notFound("user"));
    }
}
