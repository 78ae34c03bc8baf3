package dev.rapport.bulk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to plan a contact for every member of a campaign, and how far it is.
 *
 * @param total members without an open contact when the order was given
 * @param handled how many of these have had their turn
 * @param planned how many got a contact; the others had got one, or were removed, in the meantime
 * @param stoppedBy code of the refusal that ended it early, e.g. {@code campaign.deleted}
 */
public record BulkPlan(
        Long id,
        Long campaignId,
        String campaign,
        String type,
        String direction,
        Instant startFrom,
        Instant startTo,
        List<String> responsibles,
        @Nullable String reminderLead,
        String subject,
        @Nullable String description,
        int total,
        int handled,
        int planned,
        long lastMember,
        long newestMember,
        Status status,
        @Nullable String stoppedBy,
        Instant createdAt,
        String createdBy,
        @Nullable Instant finishedAt) {

    /** Where an order stands. */
    public enum Status {
        RUNNING,
        DONE,
        STOPPED
    }
}
