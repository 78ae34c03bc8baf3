package dev.rapport.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the current thread answers a request, so that somebody waits for it, or works in the background; and how long
 * that request may still wait for the database.
 */
public final class RequestThread {

    private static final ThreadLocal<RequestThread> ANSWERING = new ThreadLocal<>();

    /** From when the time is counted that waits share: from the first that was in vain, if that is known. */
    private long since = System.nanoTime();

    private final Set<Connection> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean troubled;

    private RequestThread() {}

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
     */
    public static RequestThread answering(@Nullable RequestThread before) {
        RequestThread request = before == null ? new RequestThread() : before;
        ANSWERING.set(request);
        return request;
    }

    public static void done() {
        ANSWERING.remove();
    }

    /** The database has kept this request waiting, in vain or nearly so, since that {@link System#nanoTime}. */
    public void hasWaitedInVain(long since) {
        if (!troubled) {
            troubled = true;
            this.since = since;
        }
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
    public Duration patience(Duration whole) throws SQLException {
        for (Connection each : used) {
            troubled |= each.isClosed();
        }
        if (!troubled) {
            return whole;
        }
        Duration left = whole.minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
