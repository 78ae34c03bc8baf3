package dev.rapport.shared;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who has logged in, as kept in the session.
 *
 * @param userId the login; what everything is recorded under
 * @param displayName first and last name as they were at login
 * @param signOuts how often all sessions of this person had been ended at once before this login
 */
public record Login(String userId, String displayName, int signOuts) implements AuthenticatedPrincipal, Serializable {

    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
        return userId;
    }
}
