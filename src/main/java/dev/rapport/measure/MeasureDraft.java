package dev.rapport.measure;

import org.jspecify.annotations.Nullable;

/**
 * A measure as somebody typed it, not checked yet. The names are those of the forms, the process variables and the API.
 *
 * @param plannedFor a day, ISO-8601
 */
public record MeasureDraft(
        @Nullable String subject,
        @Nullable String infotext,
        @Nullable String campaignId,
        @Nullable String plannedFor,
        @Nullable String responsible) {}
