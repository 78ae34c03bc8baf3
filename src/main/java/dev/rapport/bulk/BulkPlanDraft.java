package dev.rapport.bulk;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as somebody typed it, not checked yet.
 *
 * @param direction outgoing when nothing is said
 * @param startFrom first possible start, ISO-8601; its time of day is the earliest on every day
 * @param startTo last possible start; its time of day is the latest on every day
 * @param responsibles logins among whom the contacts are shared out evenly; empty for nobody: who gives the order has them on the list then
 * @param reminder whether each contact gets a reminder
 * @param reminderLead ISO-8601, see {@link dev.rapport.contact.ContactDraft}
 */
@RecordBuilder
public record BulkPlanDraft(
        @Nullable String type,
        @Nullable String direction,
        @Nullable String startFrom,
        @Nullable String startTo,
        @Nullable List<String> responsibles,
        @Nullable Boolean reminder,
        @Nullable String reminderLead,
        @Nullable String subject,
        @Nullable String description) {}
