package dev.rapport.bulk;

import dev.rapport.shared.FieldError;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to plan a contact for every member of a campaign, and how far it is.
 *
 * @param total members without an open contact when the order was given
 * @param handled how many of these have had their turn
 * @param planned how many got a contact; the others had got one, or were removed, in the meantime
 * @param createdBy login
 * @param stopped why it ended early; null if it did not
 */
@RecordBuilder
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
        @Nullable Stop stopped,
        Instant createdAt,
        String createdBy,
        String createdByName,
        @Nullable Instant finishedAt) {

    /** Who gets the contacts in turn: nobody, where nobody was named. */
    static List<@Nullable String> takingTurns(List<String> responsibles) {
        return responsibles.isEmpty() ? Collections.singletonList(null) : Collections.unmodifiableList(responsibles);
    }

    /**
     * Why an order ended early.
     *
     * @param code of the refusal, e.g. {@code campaign.deleted}, or {@value #CANCELLED}
     * @param field what was refused
     * @param rule name of the step of the model that refused
     * @param user name of who cancelled it
     */
    public record Stop(
            String code,
            @Nullable String field,
            @Nullable String rule,
            @Nullable String user) {

        public static final String CANCELLED = "cancelled";

        static Stop refused(FieldError error, @Nullable String rule) {
            return new Stop(error.code(), error.field(), rule, null);
        }

        static Stop cancelled(String user) {
            return new Stop(CANCELLED, null, null, user);
        }
    }

    /** Where an order stands. */
    public enum Status {
        RUNNING,
        DONE,
        STOPPED
    }
}
