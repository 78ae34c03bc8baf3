package dev.rapport.bulk;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with many, as somebody said it, and part of the API's body. Each action takes its own fields, under the
 * names that they have where one is changed alone.
 *
 * @param action close, move, reassign, assignCampaign or planFollowUp
 * @param outcome of close: a code that the model offers, e.g. {@code performed}
 * @param start of close: when those contacts really began that were planned for later (rule 18), ISO-8601; those of which
 *     it is not said are not closed as performed
 * @param duration of close: {@code HH:mm}, of contacts
 * @param day of move: ISO-8601; each contact keeps its time of day
 * @param workingDays of move and planFollowUp, instead of a day or a window: so many working days later
 * @param responsible of reassign: a login; nobody when it is blank
 * @param campaignId of assignCampaign; none when it is blank
 * @param startFrom of planFollowUp: first possible start, ISO-8601; see {@link BulkPlanDraft}
 */
@RecordBuilder
public record BulkChangeDraft(
        @Nullable String action,
        @Nullable String outcome,
        @Nullable String start,
        @Nullable String duration,
        @Nullable String infotext,
        @Nullable String day,
        @Nullable String workingDays,
        @Nullable String responsible,
        @Nullable String campaignId,
        @Nullable String type,
        @Nullable String direction,
        @Nullable String startFrom,
        @Nullable String startTo,
        @Nullable String subject,
        @Nullable String description,
        @Nullable Boolean reminder,
        @Nullable String reminderLead) {}
