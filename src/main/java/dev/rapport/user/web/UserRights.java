package dev.rapport.user.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rapport.engine.EngineGroups;
import dev.rapport.user.AppUser;
import dev.rapport.user.Identity;
import dev.rapport.user.UserSessions;
import dev.rapport.user.Users;
import dev.rapport.web.Who;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a user may do at this moment. Asked at every request, answered from memory for a few seconds. */
@Component
class UserRights implements UserSessions {

    /** As long can a change that was made in the engine's Admin take to arrive. */
    static final Duration REMEMBERED = Duration.ofSeconds(15);

    /** What somebody may do whose password is known to somebody else. */
    private static final Optional<List<GrantedAuthority>> ONLY_CHOOSE_A_PASSWORD =
            Optional.of(List.of(new SimpleGrantedAuthority(Who.NEWCOMER.authority())));

    private final Users users;
    private final Identity identity;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final LoadingCache<String, Optional<List<GrantedAuthority>>> remembered = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build(this::load);

    UserRights(Users users, Identity identity, FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.users = users;
        this.identity = identity;
        this.sessions = sessions;
    }

    /**
     * The user's authorities; empty when the user is disabled or gone. Whoever has just chosen a password, on another node
     * perhaps, waits for nothing.
     */
    Optional<List<GrantedAuthority>> of(String userId) {
        Optional<List<GrantedAuthority>> rights = remembered.get(userId);
        return rights.equals(ONLY_CHOOSE_A_PASSWORD) ? now(userId) : rights;
    }

    /** The same, straight from the database: for a login. */
    Optional<List<GrantedAuthority>> now(String userId) {
        Optional<List<GrantedAuthority>> rights = load(userId);
        remembered.put(userId, rights);
        return rights;
    }

    private Optional<List<GrantedAuthority>> load(String userId) {
        AppUser user = users.findById(userId).filter(AppUser::enabled).orElse(null);
        if (user == null || !identity.exists(userId)) {
            return Optional.empty();
        }
        if (user.hasOneTimePassword()) {
            return ONLY_CHOOSE_A_PASSWORD;
        }
        return Optional.of(identity.groupsOf(userId).stream()
                .map(EngineGroups::authority)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList());
    }

    @Override
    public void endAll(String userId) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    deleteSessions(userId);
                }
            });
        } else {
            deleteSessions(userId);
        }
    }

    private void deleteSessions(String userId) {
        remembered.invalidate(userId);
        sessions.findByPrincipalName(userId).keySet().forEach(sessions::deleteById);
    }
}
