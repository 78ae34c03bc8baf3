package dev.rapport.user.web;

import dev.rapport.shared.Login;
import dev.rapport.user.Identity;
import dev.rapport.user.LoginThrottle;
import dev.rapport.user.Users;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks a login against the identity tables. Unknown, disabled and wrong password are told apart by nobody, neither by
 * the answer nor by the time it takes.
 */
@Component
class UserAuthentication implements AuthenticationProvider {

    private final Identity identity;
    private final Users users;
    private final UserRights rights;
    private final LoginThrottle throttle;

    UserAuthentication(Identity identity, Users users, UserRights rights, LoginThrottle throttle) {
        this.identity = identity;
        this.users = users;
        this.rights = rights;
        this.throttle = throttle;
    }

    /** Too many failures from here or for this account; says nothing about whether the account exists. */
    static final class TooManyFailures extends AuthenticationException {
        private static final long serialVersionUID = 1;

        TooManyFailures() {
            super("Too many failed logins");
        }
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String userId = attempt.getName();
        String password = String.valueOf(attempt.getCredentials());
        // a password that is remembered as right spares the hash only where it lets somebody in: whoever is disabled
        // would
        // be told by another answer, and sooner, that it is right
        Optional<List<GrantedAuthority>> authorities =
                identity.passwordMatchedLately(userId, password) ? rights.now(userId) : Optional.empty();
        if (authorities.isEmpty()) {
            check(userId, password, address(attempt));
            authorities = rights.now(userId);
        }
        if (authorities.isEmpty()) {
            throttle.failed(userId, address(attempt));
            throw new BadCredentialsException("Login refused");
        }
        String name = users.nameOf(userId).map(Users.UserName::name).orElse(userId);
        return UsernamePasswordAuthenticationToken.authenticated(new Login(userId, name), null, authorities.get());
    }

    private void check(String userId, String password, String address) {
        if (!throttle.allows(userId, address)) {
            throw new TooManyFailures();
        }
        if (!identity.passwordMatches(userId, password)) {
            throttle.failed(userId, address);
            throw new BadCredentialsException("Login refused");
        }
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "local";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
