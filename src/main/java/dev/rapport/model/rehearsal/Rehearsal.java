package dev.rapport.model.rehearsal;

import dev.rapport.engine.PastItems.Wanted;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal: how far it is, and what it was about.
 *
 * @param process key of the process that the items run in
 * @param version what was rehearsed; null for files that were not deployed then
 * @param deployedAs version of the process that it became; null where it has not, or is no process
 * @param total how many items there are; 0 before they are counted
 */
@RecordBuilder
public record Rehearsal(
        Long id,
        String process,
        @Nullable Integer version,
        @Nullable Integer deployedAs,
        Wanted wanted,
        Status status,
        int total,
        int handled,
        Instant createdAt,
        String createdBy,
        String createdByName) {

    /** How far it is. */
    public enum Status {
        RUNNING,
        DONE,
        STOPPED,
        /** The node that did it is gone, or the database was. */
        FAILED
    }

    /**
     * Items of which the same became.
     *
     * @param said what is the same for all of them, see {@link Verdict}
     * @param first turn of the first of them
     * @param sentence that refused the first of them; null where nothing was refused
     * @param varies whether others were refused in other words: with a value of their own
     */
    @RecordBuilder
    public record Alike(
            Verdict verdict,
            List<String> said,
            long number,
            int first,
            @Nullable String sentence,
            boolean varies) {}

    /**
     * One item.
     *
     * @param sentence that refused it; null where nothing was refused
     */
    @RecordBuilder
    public record Line(
            int turn,
            Long itemId,
            String number,
            String subject,
            Verdict verdict,
            List<String> said,
            @Nullable String sentence) {}

    public boolean isRunning() {
        return status == Status.RUNNING;
    }

    /** Whether others have their turn first: its items are counted when its own has come. */
    public boolean isWaiting() {
        return isRunning() && total == 0;
    }
}
