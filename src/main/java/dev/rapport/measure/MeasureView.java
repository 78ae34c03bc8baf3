package dev.rapport.measure;

import dev.rapport.item.ItemStatus;
import dev.rapport.item.ItemView;
import dev.rapport.item.Report;
import dev.rapport.item.Voided;
import dev.rapport.shared.OutcomeLabel;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A measure as pages and the API show it, with the names of what it refers to.
 *
 * @param audience how many addresses it concerns: by the snapshot when it is closed, else the members of its campaign now
 * @param reported what somebody has reported while it is not closed yet (rule 35)
 */
@RecordBuilder
public record MeasureView(
        Long id,
        String number,
        int version,
        ItemStatus status,
        @Nullable String outcome,
        @Nullable OutcomeLabel outcomeLabel,
        int attempts,
        String subject,
        @Nullable String infotext,
        @Nullable LocalDate plannedFor,
        @Nullable String responsible,
        @Nullable String responsibleName,
        @Nullable Long campaignId,
        @Nullable String campaign,
        boolean campaignDeleted,
        long audience,
        Instant createdAt,
        String createdBy,
        @Nullable String createdByName,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String closedByName,
        @Nullable Voided voided,
        @Nullable Report reported)
        implements ItemView {}
