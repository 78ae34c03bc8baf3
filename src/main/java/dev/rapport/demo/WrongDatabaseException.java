package dev.rapport.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The database belongs to another kind of installation. */
class WrongDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    WrongDatabaseException(String description, String action) {
        super(description);
        this.action = action;
    }

    /** Says so in two sentences instead of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<WrongDatabaseException> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, WrongDatabaseException cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action, cause);
        }
    }
}
