package dev.rapport.campaign;

import org.jspecify.annotations.Nullable;

/**
 * A campaign as somebody typed it, not checked yet.
 *
 * @param from first day, ISO-8601
 * @param to last day, ISO-8601
 */
public record CampaignDraft(
        @Nullable String title,
        @Nullable String description,
        @Nullable String from,
        @Nullable String to) {}
