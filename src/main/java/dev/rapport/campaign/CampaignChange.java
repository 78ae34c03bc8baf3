package dev.rapport.campaign;

import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;

/**
 * A change as somebody typed it, and the body of the API's; what is missing stays as it is.
 *
 * @param version the version that was read
 */
public record CampaignChange(
        @Nullable Integer version,
        Change<String> title,
        Change<String> description,
        Change<String> from,
        Change<String> to) {}
