package dev.rapport.history;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a history.
 *
 * @param start of a contact; of a measure the beginning of its planned day, else its creation, and once closed its closing
 * @param upcoming still open, whatever its start
 * @param type of a contact; null for a measure, as are direction and duration
 * @param durationMinutes whole minutes
 * @param voided null unless it was entered by mistake (rule 23)
 */
@RecordBuilder
public record HistoryEntry(
        Kind kind,
        Long id,
        String number,
        Instant start,
        boolean upcoming,
        @Nullable String type,
        @Nullable String typeNameDe,
        @Nullable String typeNameEn,
        @Nullable String direction,
        String status,
        @Nullable Integer durationMinutes,
        String subject,
        @Nullable String description,
        @Nullable String infotext,
        @Nullable Long contactPersonId,
        @Nullable String contactPerson,
        @Nullable String responsible,
        @Nullable String responsibleName,
        @Nullable Long campaignId,
        @Nullable String campaign,
        @Nullable Voided voided) {

    /** Who voided it, when and why. */
    public record Voided(Instant at, String by, String byName, String reason) {}

    /** What happened. Where two begin at the same instant the later constant comes first. */
    public enum Kind {
        MEASURE,
        CONTACT
    }
}
