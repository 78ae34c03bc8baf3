package dev.rapport.history;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What of a history is wanted; null means everything (rule 30).
 *
 * @param section open or closed entries only
 * @param status PLANNED, PERFORMED or NOT_PERFORMED
 * @param campaignId also a deleted one
 * @param personId a contact person of the address
 * @param user who is responsible, created or closed it
 * @param from first day, in the business zone
 * @param to last day, in the business zone
 * @param text part of subject, description or infotext
 * @param voided whether what was entered by mistake is shown along with the rest (rule 23)
 */
@RecordBuilder
public record HistoryFilter(
        HistoryEntry.@Nullable Kind kind,
        @Nullable Section section,
        @Nullable String type,
        @Nullable String direction,
        @Nullable String status,
        @Nullable Long campaignId,
        @Nullable Long personId,
        @Nullable String user,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String text,
        boolean voided) {

    /** The two parts of a history: what is still open stands above what is closed. */
    public enum Section {
        UPCOMING,
        PAST
    }

    public static HistoryFilter none() {
        return HistoryFilterBuilder.builder().build();
    }

    public HistoryFilter in(Section part) {
        return HistoryFilterBuilder.builder(this).section(part).build();
    }

    /** Types and directions are those of contacts, so a measure passes no filter on them. */
    boolean wants(HistoryEntry.Kind each) {
        return (kind == null || kind == each)
                && (each == HistoryEntry.Kind.CONTACT || (type == null && direction == null));
    }
}
