package dev.rapport.campaign;

import dev.rapport.shared.Change;

/**
 * A change as somebody typed it.
 *
 * @param version the version that was read
 */
public record CampaignChange(
        int version, Change<String> title, Change<String> description, Change<String> from, Change<String> to) {}
