package dev.rapport.campaign;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as pages and the API show it.
 *
 * @param members how many addresses are assigned now
 * @param deletedAt null while it is active
 */
@RecordBuilder
public record CampaignView(
        Long id,
        int version,
        String title,
        @Nullable String description,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        long members,
        Instant createdAt,
        String createdBy,
        @Nullable String createdByName,
        @Nullable Instant deletedAt,
        @Nullable String deletedBy,
        @Nullable String deletedByName) {

    public boolean active() {
        return deletedAt == null;
    }
}
