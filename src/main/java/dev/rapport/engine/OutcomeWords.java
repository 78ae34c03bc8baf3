package dev.rapport.engine;

import dev.rapport.shared.OutcomeLabel;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a designer says to the step that an outcome leads to: what it is called, what the button says, and how it is marked.
 * Where nothing is said, the words of the flow count.
 *
 * @param label what it is called once it is recorded; null where nothing is said
 * @param verb what the button says; null for the same as the flow
 * @param verbEn the same in English
 */
public record OutcomeWords(
        @Nullable OutcomeLabel label,
        @Nullable String verb,
        @Nullable String verbEn) {

    public static final String LABEL = "statusLabel";

    public static final String LABEL_EN = "statusLabelEn";
    public static final String VERB = "statusVerb";
    public static final String VERB_EN = "statusVerbEn";
    public static final String COLOUR = "statusColour";

    /** What the steps that record an outcome may be told. */
    public static StepParameter[] parameters() {
        return Stream.concat(Stream.of(StepParameter.optional(LABEL, StepParameter.Kind.LABEL)), others())
                .toArray(StepParameter[]::new);
    }

    /** The same where Rapport has no words of its own. */
    public static StepParameter[] needed() {
        return Stream.concat(Stream.of(StepParameter.required(LABEL, StepParameter.Kind.LABEL, null)), others())
                .toArray(StepParameter[]::new);
    }

    private static Stream<StepParameter> others() {
        return Stream.of(
                StepParameter.optional(LABEL_EN, StepParameter.Kind.LABEL),
                StepParameter.optional(VERB, StepParameter.Kind.LABEL),
                StepParameter.optional(VERB_EN, StepParameter.Kind.LABEL),
                StepParameter.optionalChoice(COLOUR, "green", "amber", "red", "blue", "violet", "grey"));
    }

    /** The words that a step is told, by the names of its parameters. */
    public static OutcomeWords of(Function<String, @Nullable String> said) {
        return new OutcomeWords(
                OutcomeLabel.of(said.apply(LABEL), said.apply(LABEL_EN), said.apply(COLOUR)),
                said.apply(VERB),
                said.apply(VERB_EN));
    }
}
