package dev.rapport.user.web;

import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import dev.rapport.shared.Login;
import dev.rapport.user.UserSessions;
import jakarta.servlet.http.HttpSession;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Sessions as Spring Session keeps them in the database, so those of every node. They are deleted as soon as the change that
 * ends them is certain; what is saved a moment later by a login that was under way is found out by its number of sign-outs.
 */
@Component
class OpenSessions implements UserSessions {

    private final JdbcClient jdbc;
    private final UserRights rights;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    OpenSessions(JdbcClient jdbc, UserRights rights, FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.sessions = sessions;
    }

    @Override
    public List<Open> of(String userId) {
        String here = current().map(HttpSession::getId).orElse(null);
        return sessions.findByPrincipalName(userId).values().stream()
                .map(session -> new Open(
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getId().equals(here)))
                .sorted(Comparator.comparing(Open::lastUsed).reversed())
                .toList();
    }

    @Override
    public void endAll(String userId) {
        end(userId, null);
    }

    @Override
    public void endOthers(String userId) {
        end(userId, current().orElse(null));
    }

    private void end(String userId, @Nullable HttpSession kept) {
        int signOuts = jdbc.sql("""
                        update rapport.app_user set sign_outs = sign_outs + 1 where user_id = :user returning sign_outs""")
                .param("user", userId)
                .query(Integer.class)
                .optional()
                .orElse(0);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                rights.forget(userId);
                if (kept != null) {
                    keep(kept, userId, signOuts);
                }
                sessions.findByPrincipalName(userId).keySet().stream()
                        .filter(session -> kept == null || !session.equals(kept.getId()))
                        .forEach(sessions::deleteById);
            }
        });
    }

    /** Counts the session as one of a login of now; that of an administrator at work on somebody else stays as it is. */
    private static void keep(HttpSession session, String userId, int signOuts) {
        Authentication held = SecurityContextHolder.getContext().getAuthentication();
        if (held != null
                && held.getPrincipal() instanceof Login login
                && login.userId().equals(userId)) {
            UsernamePasswordAuthenticationToken renewed = UsernamePasswordAuthenticationToken.authenticated(
                    new Login(userId, login.displayName(), signOuts), null, held.getAuthorities());
            renewed.setDetails(held.getDetails());
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(renewed);
            SecurityContextHolder.setContext(context);
            session.setAttribute(SPRING_SECURITY_CONTEXT_KEY, context);
        }
    }

    /** Where this is asked; a script has no session. */
    private static Optional<HttpSession> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.ofNullable(request.getRequest().getSession(false))
                : Optional.empty();
    }
}
