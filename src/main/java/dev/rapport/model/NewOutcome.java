package dev.rapport.model;

import org.jspecify.annotations.Nullable;

/**
 * An outcome as somebody without a Modeler says it, not checked yet.
 *
 * @param label what it is called in German, at most 60 characters
 * @param labelEn the same in English; blank for the German words
 * @param verb what the button says; blank for the label
 * @param category a constant of {@link dev.rapport.shared.OutcomeCategory}
 * @param colour one that {@link dev.rapport.shared.OutcomeLabel} knows; blank for that of the category
 */
public record NewOutcome(
        @Nullable String label,
        @Nullable String labelEn,
        @Nullable String verb,
        @Nullable String verbEn,
        @Nullable String category,
        @Nullable String colour) {}
