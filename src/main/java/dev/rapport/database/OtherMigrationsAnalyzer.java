package dev.rapport.database;

import java.nio.file.Path;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says in two sentences instead of a stack trace that a database was made by other migrations than those that are here:
 * by a version from before the baseline (ADR 34), or by one whose migrations somebody has edited.
 */
class OtherMigrationsAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    private final Environment environment;

    OtherMigrationsAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayValidateException cause) {
        boolean embedded = EarlyStart.isWanted(environment);
        String database = embedded
                ? "database in "
                        + Path.of(environment.getRequiredProperty("rapport.data-dir"))
                                .toAbsolutePath()
                                .normalize()
                : "configured database";
        String another = embedded ? "another folder in RAPPORT_DATA_DIR" : "another one in SPRING_DATASOURCE_URL";
        return new FailureAnalysis(
                "The " + database
                        + " was made by another version of Rapport, and this one cannot take over its tables.",
                "If nothing in it is worth keeping, as in the demonstration, delete "
                        + (embedded ? "that folder" : "it")
                        + " and start again. Otherwise start the version that made it, or name " + another + ".",
                cause);
    }
}
