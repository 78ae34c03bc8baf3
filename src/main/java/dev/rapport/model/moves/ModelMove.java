package dev.rapport.model.moves;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order to move what runs in older versions of a model to the newest one, and how far it is.
 *
 * @param process key of the model
 * @param version where to
 * @param definition the same as the engine names it
 * @param total how many ran in older versions when the order was given
 * @param handled how many have had their turn
 * @param moved how many of them were moved; the others stay as they are, or have ended meanwhile
 * @param stoppedBy name of who stopped it; null if nobody did
 */
@RecordBuilder
public record ModelMove(
        Long id,
        String process,
        int version,
        String definition,
        int total,
        int handled,
        int moved,
        Status status,
        @Nullable String stoppedBy,
        Instant createdAt,
        String createdBy,
        String createdByName,
        @Nullable Instant finishedAt) {

    /** How far it is. */
    public enum Status {
        RUNNING,
        DONE,
        STOPPED
    }

    /** What became of one. */
    public enum Result {
        MOVED,
        /** It cannot be moved, and runs on as before. */
        KEPT,
        /** It was over before its turn came. */
        ENDED
    }

    /** Why one stays as it is: what prevents the engine, see {@link dev.rapport.engine.MoveInstances.Obstacle.Kind}, or what happened. */
    public enum Reason {
        GONE,
        RENAMED,
        OTHER_KIND,
        PLACE,
        MISSING,
        SOMEWHERE,
        /** Somebody worked on it just then, again and again. */
        BUSY,
        /** What the newest version does where it goes on has failed. */
        FAILED
    }

    /**
     * One that was meant.
     *
     * @param result null before its turn
     * @param reason of one that stays as it is
     * @param step the one that prevents it, as drawn; null where none does
     */
    @RecordBuilder
    public record Item(
            int turn,
            Long itemId,
            String number,
            String subject,
            String instance,
            int from,
            @Nullable Result result,
            @Nullable Reason reason,
            @Nullable String step) {}

    public boolean isRunning() {
        return status == Status.RUNNING;
    }
}
