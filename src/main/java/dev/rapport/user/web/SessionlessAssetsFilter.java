package dev.rapport.user.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Styles, scripts and pictures are everybody's, and a calendar feed is whose address it is: nobody's session is read for them. A page about an outage has its styles
 * because of that, and any other asks the database once instead of ten times. Between the session filter and whoever
 * asks for the session.
 */
@Component
@Order(-120)
class SessionlessAssetsFilter extends OncePerRequestFilter {

    private static final RequestMatcher ASSETS = new OrRequestMatcher(
            withDefaults().matcher("/assets/**"),
            withDefaults().matcher("/webjars/**"),
            withDefaults().matcher("/favicon.ico"),
            withDefaults().matcher("/calendar/*"));

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ASSETS.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new WithoutSession(request), response);
    }

    private static final class WithoutSession extends HttpServletRequestWrapper {

        WithoutSession(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return create ? super.getSession(true) : null;
        }
    }
}
