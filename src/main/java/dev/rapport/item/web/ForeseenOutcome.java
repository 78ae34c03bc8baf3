package dev.rapport.item.web;

import dev.rapport.item.OfferedOutcome;
import dev.rapport.shared.BusinessRuleViolation.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which an open task can end now, to its reader, and what would refuse it.
 *
 * @param code what is handed in; null where the task is just done
 * @param label what the button says
 * @param refusals none where nothing can be told beforehand
 */
public record ForeseenOutcome(@Nullable String code, String label, List<Refusal> refusals) {

    /**
     * What one condition would refuse.
     *
     * @param rule the step of the model
     * @param message what is missing and what to do, in the reader's language
     */
    public record Refusal(@Nullable Rule rule, String message) {}

    static ForeseenOutcome of(@Nullable OfferedOutcome outcome, String done, List<Refusal> refusals) {
        return outcome == null
                ? new ForeseenOutcome(null, done, refusals)
                : new ForeseenOutcome(outcome.code(), outcome.label(), refusals);
    }
}
