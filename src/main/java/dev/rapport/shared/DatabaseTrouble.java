package dev.rapport.shared;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That the database did not do what it was asked, through no fault of the request and of no rule. Which of PostgreSQL's
 * error classes mean what is decided here and nowhere else; what is in none of them is a mistake of ours.
 */
public final class DatabaseTrouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is told, by which status and which sentence. */
    public enum Kind {
        /** It cannot be reached, is shutting down or starting, or did not answer in time. */
        AWAY(503, "problem.503"),
        /** It lives, and broke off a statement that took longer than a request waits. */
        SLOW(503, "problem.slow"),
        /** It lives, and somebody else is at the same rows: a lock that was not to be had, a deadlock. */
        BUSY(409, "problem.busy"),
        /** It lives, and lacks space or memory: somebody has to do something about it. */
        FULL(503, "problem.full");

        private final int status;
        private final String key;

        Kind(int status, String key) {
            this.status = status;
            this.key = key;
        }

        /** Of HTTP. */
        public int status() {
            return status;
        }

        /** Of the sentence that tells it. */
        public String key() {
            return key;
        }
    }

    /**
     * Class 08, connections, without 08P01, which is a client that speaks wrongly; ended by an operator, by a crash, not yet
     * started, its database dropped, its session idle for too long; no connection left.
     */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "53300");

    private static final String SPEAKS_WRONGLY = "08P01";

    /** A statement broken off by its limit or by an operator; a transaction by its own. */
    private static final Set<String> SLOW = Set.of("57014", "25P03", "25P04");

    /** A lock that is not waited for. Class 40, transactions that were rolled back, goes with it. */
    private static final String NO_LOCK = "55P03";

    /** The pool's own words about a connection that broke earlier in the same transaction. */
    private static final String GIVEN_UP = "Connection is closed";

    private final Kind kind;

    private DatabaseTrouble(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** For those who read nothing but a message. */
    public static DatabaseTrouble told(Kind kind, String sentence, Throwable cause) {
        return new DatabaseTrouble(kind, sentence, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** What is behind an exception, if it is the database. */
    public static Optional<Kind> behind(@Nullable Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 30; depth++) {
            Kind kind = cause instanceof DatabaseTrouble told
                    ? told.kind
                    : cause instanceof SQLException sql ? of(sql) : null;
            if (kind != null) {
                return Optional.of(kind);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static @Nullable Kind of(SQLException exception) {
        if (exception instanceof SQLTransientConnectionException) {
            return Kind.AWAY;
        }
        String state = exception.getSQLState();
        if (state == null) {
            return GIVEN_UP.equals(exception.getMessage()) ? Kind.AWAY : null;
        }
        if (AWAY.contains(state) || (state.startsWith("08") && !state.equals(SPEAKS_WRONGLY))) {
            return Kind.AWAY;
        }
        if (SLOW.contains(state)) {
            return Kind.SLOW;
        }
        if (state.startsWith("40") || state.equals(NO_LOCK)) {
            return Kind.BUSY;
        }
        // disk full, out of memory, a limit of its configuration
        return state.startsWith("53") ? Kind.FULL : null;
    }
}
