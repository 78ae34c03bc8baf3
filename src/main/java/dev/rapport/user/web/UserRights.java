package dev.rapport.user.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rapport.engine.EngineGroups;
import dev.rapport.shared.Login;
import dev.rapport.user.AppUser;
import dev.rapport.user.Identity;
import dev.rapport.user.Users;
import dev.rapport.web.Who;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** What a user may do at this moment. Asked at every request, answered from memory for a few seconds. */
@Component
class UserRights {

    /** As long can a change that was made in the engine's Admin take to arrive. */
    static final Duration REMEMBERED = Duration.ofSeconds(15);

    /** What somebody may do whose password is known to somebody else. */
    private static final List<GrantedAuthority> ONLY_CHOOSE_A_PASSWORD =
            List.of(new SimpleGrantedAuthority(Who.NEWCOMER.authority()));

    /**
     * What somebody may do, and in which sessions.
     *
     * @param signOuts sessions of logins before that many are worth nothing
     */
    record Rights(List<GrantedAuthority> authorities, int signOuts) {

        boolean allow(Login login) {
            return login.signOuts() >= signOuts;
        }
    }

    private final Users users;
    private final Identity identity;
    private final LoadingCache<String, Optional<Rights>> remembered = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build(this::load);

    UserRights(Users users, Identity identity) {
        this.users = users;
        this.identity = identity;
    }

    /**
     * The user's authorities; empty when the user is disabled or gone. Whoever has just chosen a password, on another node
     * perhaps, waits for nothing.
     */
    Optional<Rights> of(String userId) {
        Optional<Rights> rights = remembered.get(userId);
        return rights.filter(current -> current.authorities().equals(ONLY_CHOOSE_A_PASSWORD))
                        .isPresent()
                ? now(userId)
                : rights;
    }

    /** The same, straight from the database: for a login. */
    Optional<Rights> now(String userId) {
        Optional<Rights> rights = load(userId);
        remembered.put(userId, rights);
        return rights;
    }

    private Optional<Rights> load(String userId) {
        AppUser user = users.findById(userId).filter(AppUser::enabled).orElse(null);
        if (user == null || !identity.exists(userId)) {
            return Optional.empty();
        }
        if (user.hasOneTimePassword()) {
            return Optional.of(new Rights(ONLY_CHOOSE_A_PASSWORD, user.signOuts()));
        }
        List<GrantedAuthority> authorities = identity.groupsOf(userId).stream()
                .map(EngineGroups::authority)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
        return Optional.of(new Rights(authorities, user.signOuts()));
    }

    /** The next question is answered by the database. */
    void forget(String userId) {
        remembered.invalidate(userId);
    }
}
