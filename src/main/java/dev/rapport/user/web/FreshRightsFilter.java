package dev.rapport.user.web;

import dev.rapport.shared.Login;
import dev.rapport.user.web.UserRights.Rights;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session must not outlive its user or its password, nor keep rights that were taken away: compares all of it at every
 * request.
 */
final class FreshRightsFilter extends OncePerRequestFilter {

    private final UserRights rights;

    FreshRightsFilter(UserRights rights) {
        this.rights = rights;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        Object principal = login == null ? null : login.getPrincipal();
        if (login instanceof UsernamePasswordAuthenticationToken && login.isAuthenticated() && principal != null) {
            Optional<Rights> current = rights.of(login.getName());
            if (current.isEmpty()) {
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
                SecurityContextHolder.clearContext();
            } else if (principal instanceof Login held && !current.get().allow(held)) {
                // not invalidated: that would also end a session whose password is just being changed in another window
                SecurityContextHolder.clearContext();
            } else if (!same(current.get().authorities(), login.getAuthorities())) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        principal, null, current.get().authorities()));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }

    /** By name: Spring Security adds authorities of its own that say how somebody logged in. */
    private static boolean same(List<GrantedAuthority> current, Collection<? extends GrantedAuthority> held) {
        return names(current).equals(names(held));
    }

    private static Set<String> names(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(authority -> String.valueOf(authority.getAuthority()))
                .filter(name -> name.startsWith("ROLE_"))
                .collect(Collectors.toSet());
    }
}
