package dev.rapport.lists;

import dev.rapport.shared.OutcomeLabel;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact or a measure as a line of a list or of a history.
 *
 * @param start of a contact; of a measure the beginning of its planned day, else its creation, and once closed its closing
 * @param upcoming still open, whatever its start
 * @param addressId the main address of a contact; null for a measure, as are its name, type, direction, duration and length
 * @param outcome code of the outcome it was closed with, or of the last attempt at one that is still open
 * @param outcomeLabel what its model calls that; null for Rapport's own words
 * @param attempts how often it was tried and stayed open
 * @param durationMinutes whole minutes
 * @param lengthMinutes how long calendars show it: its duration, else what is expected, else what is usual for its type; null for a measure
 * @param expectedMinutes what is expected, where that is not what is usual for its type
 * @param inCharge who is responsible for it, else who created it
 * @param reminder when it reminds or has reminded; null where it does not
 * @param voided null unless it was entered by mistake (rule 23)
 */
@RecordBuilder
public record Entry(
        Kind kind,
        Long id,
        int version,
        String number,
        Instant start,
        boolean upcoming,
        @Nullable Long addressId,
        @Nullable String address,
        @Nullable String type,
        @Nullable String typeNameDe,
        @Nullable String typeNameEn,
        @Nullable String direction,
        String status,
        @Nullable String outcome,
        @Nullable OutcomeLabel outcomeLabel,
        int attempts,
        @Nullable Integer durationMinutes,
        @Nullable Integer lengthMinutes,
        @Nullable Integer expectedMinutes,
        String subject,
        @Nullable String description,
        @Nullable String infotext,
        @Nullable Long contactPersonId,
        @Nullable String contactPerson,
        @Nullable String responsible,
        @Nullable String responsibleName,
        String inCharge,
        String inChargeName,
        String creator,
        String creatorName,
        @Nullable Long campaignId,
        @Nullable String campaign,
        @Nullable Instant reminder,
        @Nullable Voided voided) {

    /** When calendars show that it ends; null for a measure. */
    public @Nullable Instant end() {
        return lengthMinutes == null ? null : start.plus(Duration.ofMinutes(lengthMinutes));
    }

    /** Who voided it, when and why. */
    public record Voided(Instant at, String by, String byName, String reason) {}

    /** What happened. Where two begin at the same instant the later constant comes first. */
    public enum Kind {
        MEASURE,
        CONTACT
    }
}
