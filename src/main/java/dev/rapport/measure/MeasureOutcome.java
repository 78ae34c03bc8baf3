package dev.rapport.measure;

import dev.rapport.item.ItemOutcome;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;

/**
 * How somebody says a measure ended, not checked yet; the names are those of the forms, the variables and the API.
 *
 * @param outcome a code that the model offers, e.g. {@code performed}
 * @param campaignId chosen or cleared along with the outcome; the measure's own where nothing is said
 * @param plannedFor the next day, of one that stays open
 */
public record MeasureOutcome(
        @Nullable String outcome,
        Change<String> campaignId,
        @Nullable String plannedFor,
        @Nullable String infotext) implements ItemOutcome {}
