package dev.rapport.lists;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person can choose from to filter: also what nothing new can be recorded with, such as deleted campaigns, retired
 * types and disabled users, because entries have them still.
 *
 * @param outcomes codes of outcomes that entries were closed with, beside those that every model has
 * @param addresses no more than what is chosen: they are looked up
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record FilterChoices(
        List<Choice> types,
        List<Choice> users,
        List<Choice> campaigns,
        List<Choice> persons,
        List<Choice> addresses,
        List<Choice> outcomes) {

    /** One choice. */
    public record Choice(String value, String nameDe, String nameEn) {}

    public static FilterChoices none() {
        return FilterChoicesBuilder.builder().build();
    }

    /** The choice with a value, if it is offered. */
    public static @Nullable Choice find(List<Choice> choices, String value) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .orElse(null);
    }
}
