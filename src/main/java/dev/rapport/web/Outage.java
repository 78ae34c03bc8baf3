package dev.rapport.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether an exception means that the database cannot be reached, as opposed to a mistake of ours. */
final class Outage {

    /** PostgreSQL: shut down by an operator, crashed, starting up; too many connections. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");

    /** The pool's own words about a connection that broke earlier in the same transaction. */
    private static final String GIVEN_UP = "Connection is closed";

    private Outage() {}

    static boolean caused(@Nullable Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 30; depth++) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException sql && isOutage(sql))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutage(SQLException exception) {
        String state = exception.getSQLState();
        return state == null
                ? GIVEN_UP.equals(exception.getMessage())
                : state.startsWith("08") || STATES.contains(state);
    }
}
