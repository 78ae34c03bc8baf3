package dev.rapport.user.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What an open page asks for by itself is nobody at work: it reads the session and leaves no trace in it, so an idle session
 * ends though its pages are open. Such a request says {@code X-Quiet}, or is {@code /events}, and only reads. Between the
 * session filter and whoever asks for the session.
 */
@Component
@Order(-115)
class QuietFilter extends OncePerRequestFilter {

    static final String QUIET = "X-Quiet";

    private final SessionRepository<? extends Session> sessions;
    private final CookieSerializer cookies;

    QuietFilter(SessionRepository<? extends Session> sessions, CookieSerializer cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"GET".equals(request.getMethod())
                || (request.getHeader(QUIET) == null && !request.getRequestURI().equals("/events"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Quiet(request), response);
    }

    private final class Quiet extends HttpServletRequestWrapper {

        private @Nullable Read session;
        private boolean looked;

        Quiet(HttpServletRequest request) {
            super(request);
        }

        /** There is none to begin for a request that nobody has made. */
        @Override
        public @Nullable HttpSession getSession(boolean create) {
            if (!looked) {
                looked = true;
                session = cookies.readCookieValues(this).stream()
                        .<Session>map(sessions::findById)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(found -> new Read(found, getServletContext()))
                        .orElse(null);
            }
            if (session != null && !session.ended) {
                return session;
            }
            return create ? super.getSession(true) : null;
        }

        @Override
        public @Nullable HttpSession getSession() {
            return getSession(true);
        }
    }

    /** A session as it is stored. What is put into it is there for the request alone. */
    private static final class Read implements HttpSession {

        private final Session stored;
        private final ServletContext context;
        private final Map<String, @Nullable Object> put = new HashMap<>();
        private boolean ended;

        Read(Session stored, ServletContext context) {
            this.stored = stored;
            this.context = context;
        }

        @Override
        public long getCreationTime() {
            return stored.getCreationTime().toEpochMilli();
        }

        @Override
        public String getId() {
            return stored.getId();
        }

        @Override
        public long getLastAccessedTime() {
            return stored.getLastAccessedTime().toEpochMilli();
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public void setMaxInactiveInterval(int interval) {
            // for the request alone
        }

        @Override
        public int getMaxInactiveInterval() {
            return (int) stored.getMaxInactiveInterval().toSeconds();
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return put.containsKey(name) ? put.get(name) : stored.getAttribute(name);
        }

        @Override
        public Enumeration<String> getAttributeNames() {
            return Collections.enumeration(List.copyOf(stored.getAttributeNames()));
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            put.put(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            put.put(name, null);
        }

        /** Whoever comes next and is at work ends it. */
        @Override
        public void invalidate() {
            ended = true;
        }

        @Override
        public boolean isNew() {
            return false;
        }
    }
}
