package dev.rapport.user.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** However busy, a session ends after twelve hours. Between the session filter and Spring Security. */
@Component
@Order(-110)
class SessionAgeFilter extends OncePerRequestFilter {

    static final Duration OLDEST = Duration.ofHours(12);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        // the time of this very request, as the session store has just noted it
        if (session != null && session.getLastAccessedTime() - session.getCreationTime() > OLDEST.toMillis()) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }
}
