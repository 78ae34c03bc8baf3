package dev.rapport.user.web;

import dev.rapport.shared.Login;
import dev.rapport.user.AppUser;
import dev.rapport.user.Identity;
import dev.rapport.user.KnownBrowsers;
import dev.rapport.user.LoginThrottle;
import dev.rapport.user.LoginThrottle.Reservation;
import dev.rapport.user.PasswordQueue;
import dev.rapport.user.Users;
import dev.rapport.user.web.UserRights.Rights;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks a login against the identity tables. Unknown, disabled and wrong password are told apart by nobody, neither by the
 * answer, nor by the time it takes, nor by how often it may be tried: all of them take the same steps.
 */
@Component
class UserAuthentication implements AuthenticationProvider {

    /** What the engine takes for a login; anything else is nobody's, and nothing to ask a database for. */
    private static final Pattern LOGIN = Pattern.compile("[\\w.-]{1,100}");

    private static final String NOBODY = "?";

    private final Identity identity;
    private final Users users;
    private final UserRights rights;
    private final LoginThrottle throttle;
    private final KnownBrowsers browsers;
    private final PasswordQueue queue;

    UserAuthentication(
            Identity identity,
            Users users,
            UserRights rights,
            LoginThrottle throttle,
            KnownBrowsers browsers,
            PasswordQueue queue) {
        this.identity = identity;
        this.users = users;
        this.rights = rights;
        this.throttle = throttle;
        this.browsers = browsers;
        this.queue = queue;
    }

    /** Too many failures from here or for this account; says nothing about whether the account exists. */
    static final class TooManyFailures extends AuthenticationException {
        private static final long serialVersionUID = 1;

        TooManyFailures() {
            super("Too many failed logins");
        }
    }

    /** More logins at this moment than there are processors for. */
    static final class TooBusy extends AuthenticationException {
        private static final long serialVersionUID = 1;

        TooBusy() {
            super("Too many logins at once");
        }
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String userId = LOGIN.matcher(attempt.getName()).matches() ? attempt.getName() : NOBODY;
        String password = String.valueOf(attempt.getCredentials());
        String address = address(attempt);
        // before the password is looked at: whoever logs in while it is being changed begins a session of the old one
        Optional<AppUser> user = users.findById(userId);
        int signOuts = user.map(AppUser::signOuts).orElse(0);
        boolean enabled = user.filter(AppUser::enabled).isPresent();
        // a password that is remembered as right spares the hash only where it lets somebody in: another answer, and a
        // sooner one, would tell whoever is disabled that it is right
        boolean lately = throttle.allows(attempt.getName(), address)
                && identity.passwordMatchedLately(userId, password, address)
                && enabled;
        Rights granted = (lately ? rights.now(userId) : Optional.<Rights>empty())
                .orElseGet(() -> check(attempt, userId, password, signOuts, enabled));
        String name = users.nameOf(userId).map(Users.UserName::name).orElse(userId);
        UsernamePasswordAuthenticationToken login = UsernamePasswordAuthenticationToken.authenticated(
                new Login(userId, name, signOuts), null, granted.authorities());
        login.setDetails(new WebAuthenticationDetails(address, null));
        return login;
    }

    private Rights check(Authentication attempt, String userId, String password, int signOuts, boolean enabled) {
        String address = address(attempt);
        String browser = browsers.recognize(cookie(attempt), userId, signOuts).orElse(null);
        // by the name as it was typed, so that nobody's failures are not everybody's
        Reservation counted =
                throttle.reserve(attempt.getName(), address, browser).orElseThrow(TooManyFailures::new);
        // whoever waited while the same was found right is spared the hash like everybody after
        boolean right = queue.check(
                        counted.known(),
                        () -> (enabled && identity.passwordMatchedLately(userId, password, address))
                                || identity.passwordMatches(userId, password, address))
                .orElseThrow(() -> {
                    throttle.giveBack(counted);
                    return new TooBusy();
                });
        Rights granted = (right && enabled ? rights.now(userId) : Optional.<Rights>empty())
                .orElseThrow(() -> new BadCredentialsException("Login refused"));
        throttle.giveBack(counted);
        throttle.welcome(userId, address);
        return granted;
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "local";
    }

    private static @Nullable String cookie(Authentication attempt) {
        return attempt.getDetails() instanceof BrowserCookie.Details details ? details.cookie() : null;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
