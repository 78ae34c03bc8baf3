package dev.rapport.item;

import dev.rapport.shared.OutcomeCategory;
import org.jspecify.annotations.Nullable;

/**
 * One way in which an open task can end, as the deployed model offers it to the reader.
 *
 * @param code what is handed in
 * @param label what the button says
 * @param category what it means for the item
 * @param colour of the outcome's mark; null for that of its status
 */
public record OfferedOutcome(
        String code,
        String label,
        OutcomeCategory category,
        @Nullable String colour) {}
