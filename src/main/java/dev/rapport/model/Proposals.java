package dev.rapport.model;

import dev.rapport.model.check.Finding;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where deployments wait for a second person. */
public interface Proposals {

    /**
     * What somebody wanted to deploy.
     *
     * @param by login
     * @param reader in whose language sentences are kept
     * @param comment the deployment's name
     * @param warnings what the check has found, no errors among it
     */
    @RecordBuilder
    record Wish(
            String by,
            Locale reader,
            @Nullable String comment,
            @Nullable String source,
            List<ModelFile> files,
            List<Finding> warnings) {}

    /**
     * Keeps it, whatever becomes of the caller's transaction.
     *
     * @return id of the proposal; the one that waits already, where the same person has proposed the same files
     */
    Long propose(Wish wish);
}
