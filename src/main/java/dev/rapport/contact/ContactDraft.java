package dev.rapport.contact;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A contact as somebody typed it, not checked yet. The names are those of the forms, the process variables and the API.
 *
 * @param addressId id of an address or of a contact person (rule 6)
 * @param start ISO-8601, local in the business zone or with offset
 * @param duration {@code HH:mm}
 * @param reminderLead ISO-8601, see {@link dev.rapport.reminder.ReminderLead}
 */
@RecordBuilder
public record ContactDraft(
        @Nullable String addressId,
        @Nullable String contactPersonId,
        @Nullable String responsible,
        @Nullable String type,
        @Nullable String direction,
        @Nullable String status,
        @Nullable String start,
        @Nullable String duration,
        @Nullable Boolean reminder,
        @Nullable String reminderLead,
        @Nullable String subject,
        @Nullable String description,
        @Nullable String campaignId) {}
