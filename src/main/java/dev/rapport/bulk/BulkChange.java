package dev.rapport.bulk;

import dev.rapport.lists.Entry;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order to change many contacts or measures, and how far it is.
 *
 * @param list what is changed
 * @param said what is to be said of each, checked
 * @param language in which refusals are told: that of whoever gave the order
 * @param handled how many have had their turn
 * @param changed how many of them were changed; the others refused
 * @param createdBy login
 * @param stopped why it ended early; null if it did not
 */
@RecordBuilder
public record BulkChange(
        Long id,
        Entry.Kind list,
        ChangeAction action,
        BulkChangeDraft said,
        Locale language,
        int total,
        int handled,
        int changed,
        BulkPlan.Status status,
        BulkPlan.@Nullable Stop stopped,
        Instant createdAt,
        String createdBy,
        String createdByName,
        @Nullable Instant finishedAt) {

    public int refused() {
        return handled - changed;
    }

    /** What can be done with many at once. */
    public enum ChangeAction {
        CLOSE("close"),
        MOVE("move"),
        REASSIGN("reassign"),
        ASSIGN_CAMPAIGN("assignCampaign"),
        PLAN_FOLLOW_UP("planFollowUp");

        private final String code;

        ChangeAction(String code) {
            this.code = code;
        }

        /** As the API spells it. */
        public String code() {
            return code;
        }

        /** The action of that code, if it can be done with what stands in this list. */
        public static Optional<ChangeAction> of(@Nullable String code, Entry.Kind list) {
            return offeredFor(list).stream()
                    .filter(action -> code != null && action.code.equals(code.strip()))
                    .findFirst();
        }

        /** Campaigns and follow-ups of many are those of contacts. */
        public static List<ChangeAction> offeredFor(Entry.Kind list) {
            return list == Entry.Kind.CONTACT ? List.of(values()) : List.of(CLOSE, MOVE, REASSIGN);
        }
    }

    /**
     * One that refused.
     *
     * @param turn its place in the order
     * @param number its readable number; null where there is none of that id, and so no subject
     * @param reason the sentence
     */
    public record Unchanged(
            int turn,
            Long id,
            @Nullable String number,
            @Nullable String subject,
            String reason) {}
}
