package dev.rapport.shared;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The person at work. Timers and start-up work run as {@value #SYSTEM}. */
@Component
public class CurrentUser {

    /** Name under which work without a person is recorded. */
    public static final String SYSTEM = "system";

    /** Login of the person at work, or {@value #SYSTEM}. */
    public String id() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.isAuthenticated() ? authentication.getName() : SYSTEM;
    }

    /**
     * Does work in the background in the name of the person who ordered it. The work has none of that person's roles: what
     * it may do was decided when it was ordered.
     */
    public <T> T doAs(String user, Supplier<T> work) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, List.of()));
        SecurityContextHolder.setContext(context);
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    public boolean hasAnyRole(String... roles) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        Set<String> wanted = Set.of(roles);
        return authentication != null
                && authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(authority ->
                                authority != null && wanted.contains(authority.replaceFirst("^ROLE_", "")));
    }
}
