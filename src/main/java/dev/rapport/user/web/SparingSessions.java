package dev.rapport.user.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sessions that are written when there is something to write. That somebody is at work is noted once in a minute: a session
 * that is idle ends up to a minute early, and to read a page nothing is written. A request reads its session once, see
 * {@link SessionReadOnceFilter}.
 *
 * @param <S> a session as it is stored
 */
final class SparingSessions<S extends Session> implements FindByIndexNameSessionRepository<SparingSessions.InUse<S>> {

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** What the request on this thread has read; empty until it has, and null where there is no request. */
    private static final ThreadLocal<@Nullable AtomicReference<InUse<?>>> READ = new ThreadLocal<>();

    private final FindByIndexNameSessionRepository<S> stored;
    private final TransactionOperations writing;

    /** @param writing a session is more than one row */
    SparingSessions(FindByIndexNameSessionRepository<S> stored, TransactionOperations writing) {
        this.stored = stored;
        this.writing = writing;
    }

    @Override
    public InUse<S> createSession() {
        InUse<S> session = new InUse<>(stored.createSession());
        session.changed = true;
        return session;
    }

    @Override
    public void save(InUse<S> session) {
        if (session.changed) {
            writing.executeWithoutResult(transaction -> stored.save(session.row));
            session.changed = false;
        }
    }

    /** Within what is run a session that was read once is not read again. */
    static void readOnce(ServletWork request) throws ServletException, IOException {
        READ.set(new AtomicReference<>());
        try {
            request.run();
        } finally {
            READ.remove();
        }
    }

    /** What a filter does. */
    interface ServletWork {
        void run() throws ServletException, IOException;
    }

    @Override
    @SuppressWarnings("unchecked") // there is one store of sessions
    public @Nullable InUse<S> findById(String id) {
        AtomicReference<InUse<?>> read = READ.get();
        if (read != null && read.get() != null && read.get().getId().equals(id)) {
            return (InUse<S>) read.get();
        }
        S row = stored.findById(id);
        if (row == null) {
            return null;
        }
        InUse<S> found = new InUse<>(row);
        if (read != null) {
            read.set(found);
        }
        return found;
    }

    @Override
    public void deleteById(String id) {
        AtomicReference<InUse<?>> read = READ.get();
        if (read != null) {
            read.set(null);
        }
        stored.deleteById(id);
    }

    @Override
    public Map<String, InUse<S>> findByIndexNameAndIndexValue(String name, String value) {
        Map<String, InUse<S>> found = new LinkedHashMap<>();
        stored.findByIndexNameAndIndexValue(name, value).forEach((id, session) -> found.put(id, new InUse<>(session)));
        return found;
    }

    /** A session while a request uses it. */
    static final class InUse<S extends Session> implements Session {

        private final S row;
        private Instant accessed;
        private boolean changed;

        private InUse(S row) {
            this.row = row;
            this.accessed = row.getLastAccessedTime();
        }

        @Override
        public String getId() {
            return row.getId();
        }

        @Override
        public String changeSessionId() {
            changed = true;
            return row.changeSessionId();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Spring Session's
        public <T> @Nullable T getAttribute(String name) {
            return row.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return row.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                removeAttribute(name);
                return;
            }
            changed = true;
            row.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            changed = true;
            row.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return row.getCreationTime();
        }

        @Override
        public void setLastAccessedTime(Instant time) {
            accessed = time;
            if (!time.isBefore(row.getLastAccessedTime().plus(NOTED_EVERY))) {
                changed = true;
                row.setLastAccessedTime(time);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return accessed;
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            changed = true;
            row.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return row.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return row.isExpired();
        }
    }
}
