package dev.rapport.item;

import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would come of a button that the person at work may press now.
 *
 * @param outcome null where the task is just done
 * @param refusals what conditions of the model would refuse, each with its step; none where nothing can be told beforehand
 */
public record Foreseen(@Nullable OfferedOutcome outcome, List<BusinessRuleViolation> refusals) {}
