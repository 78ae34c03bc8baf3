package dev.rapport.contact;

import dev.rapport.item.ItemStatus;
import dev.rapport.item.ItemView;
import dev.rapport.item.Report;
import dev.rapport.item.Voided;
import dev.rapport.shared.OutcomeLabel;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact as pages and the API show it, with the names of what it refers to.
 *
 * @param durationMinutes whole minutes, 0 while planned
 * @param expectedMinutes how long it is expected to take; null for as long as is usual for its type
 * @param reported what somebody has reported while it is not closed yet (rule 35)
 * @param reminderId null when it has no reminder, or none any more
 */
@RecordBuilder
public record ContactView(
        Long id,
        String number,
        int version,
        ItemStatus status,
        @Nullable String outcome,
        @Nullable OutcomeLabel outcomeLabel,
        int attempts,
        Direction direction,
        String type,
        String typeNameDe,
        String typeNameEn,
        boolean typeNeedsDuration,
        Instant start,
        int durationMinutes,
        @Nullable Integer expectedMinutes,
        String subject,
        @Nullable String description,
        @Nullable String infotext,
        Long addressId,
        String address,
        @Nullable String addressTown,
        @Nullable Long contactPersonId,
        @Nullable String contactPerson,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String responsible,
        @Nullable String responsibleName,
        @Nullable Long campaignId,
        @Nullable String campaign,
        boolean campaignDeleted,
        Instant createdAt,
        String createdBy,
        @Nullable String createdByName,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String closedByName,
        @Nullable Long reminderId,
        @Nullable String reminderLead,
        @Nullable Instant reminderDueAt,
        @Nullable Instant reminderRaisedAt,
        @Nullable Voided voided,
        @Nullable Report reported)
        implements ItemView {}
