package dev.rapport.engine;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in a deployed model that does not work, however often it has shown (rule 36).
 *
 * @param process key of the process
 * @param version its version
 * @param definition id of the version
 * @param element id of the element; the process's key when it is none of its elements
 * @param name the element's label
 * @param itemKind what was under way when it showed last: key of its process
 * @param itemId its id; null when it did not come into being
 * @param message what the engine says, for those who draw models
 * @param who whoever it showed to last
 * @param open whether the version is in force or has running items
 */
@RecordBuilder
public record ModelFault(
        String process,
        int version,
        String definition,
        String element,
        @Nullable String name,
        Kind kind,
        @Nullable String itemKind,
        @Nullable String itemId,
        @Nullable String message,
        String who,
        Instant firstAt,
        Instant lastAt,
        long count,
        boolean open) {

    /** How it showed. */
    public enum Kind {
        /** A step failed, and what was under way was taken back. */
        FAILED,
        /** It went round in a circle without waiting for anybody. */
        LOOP,
        /** Jobs have failed for good: incidents. */
        JOB
    }
}
