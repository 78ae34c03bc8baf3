package dev.rapport.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether the current thread answers a request, so that somebody waits for it, or works in the background; and how long
 * that request may still wait for the database.
 */
public final class RequestThread {

    private static final ThreadLocal<RequestThread> ANSWERING = new ThreadLocal<>();

    /** When the database last let a request down, whichever. */
    private static final AtomicLong LET_DOWN = new AtomicLong(System.nanoTime());

    /** From when the time is counted that waits share: from the first that was in vain, if that is known. */
    private long since;

    private final Set<Connection> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private final boolean warned;
    private boolean troubled;
    private boolean failed;

    private RequestThread(long arrived) {
        since = arrived;
        warned = LET_DOWN.get() - arrived > 0;
    }

    public static boolean isAnswering() {
        return ANSWERING.get() != null;
    }

    /** The request that this thread answers, if it does. */
    public static @Nullable RequestThread current() {
        return ANSWERING.get();
    }

    /**
     * To be called by the outermost filter, with {@link #done} when the request has been answered.
     *
     * @param before of the same request, when it comes by a second time, for the page of an error
     * @param arrived when it came, as {@link System#nanoTime} counts. If it has waited for its turn since, and the database has
     *     let down another one meanwhile, its waits share the time from there on, as if they had been its own.
     */
    public static RequestThread answering(@Nullable RequestThread before, long arrived) {
        RequestThread request = before == null ? new RequestThread(arrived) : before;
        ANSWERING.set(request);
        return request;
    }

    public static void done() {
        RequestThread request = ANSWERING.get();
        ANSWERING.remove();
        if (request != null && request.isLetDown()) {
            LET_DOWN.set(System.nanoTime());
        }
    }

    /** Not by what others have met: they may be the last, and the database well again. */
    private boolean isLetDown() {
        return failed || used.stream().anyMatch(RequestThread::isBroken);
    }

    private static boolean isBroken(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database has kept this request waiting in vain since that {@link System#nanoTime}. */
    public void hasWaitedInVain(long since) {
        failed = true;
        hasWaited(since);
    }

    /** Nearly so. */
    public void hasWaited(long since) {
        if (!troubled && !warned) {
            this.since = since;
        }
        troubled = true;
    }

    /** Remembers a connection, which tells by being broken that the database has let this request down. */
    public void uses(Connection physical) {
        used.add(physical);
    }

    /**
     * How long it may wait next. As long as the database answers, each of its waits has all the time there is: a page may
     * ask a hundred times. Once it has not, all waits that follow share what is left of the one.
     *
     * @return zero, when nothing is left
     */
    public Duration patience(Duration whole) {
        troubled |= isLetDown();
        if (!troubled && !warned) {
            return whole;
        }
        Duration left = whole.minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
