package dev.rapport.model.rehearsal;

import dev.rapport.engine.Passage.Passed;
import dev.rapport.engine.PastItems.Effect;
import dev.rapport.shared.Languages;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a copy of an item went through in one model.
 *
 * @param begun whether there was a copy at all
 * @param refused why it was not begun, or not closed; null when nothing objected
 * @param failed the element at which the model broke; null when it did not
 * @param standing how the copy stands at last, by the names of the API
 * @param passed elements and flows on its way
 * @param waits the tasks that are still to be done
 */
@RecordBuilder
record Life(
        boolean begun,
        @Nullable Refusal refused,
        @Nullable Place failed,
        Map<String, String> standing,
        List<Effect> effects,
        List<Passed> passed,
        List<Place> waits) {

    /**
     * A refusal.
     *
     * @param place null where it was no step of the model
     * @param kind what is wrong with which field, by their codes and without any value of the item; null in what was kept before
     *     there were kinds
     * @param sentences by the languages that somebody may read them in; null where a node of the version before told one
     */
    record Refusal(
            @Nullable Place place,
            @Nullable String kind,
            @Nullable Map<String, String> sentences) {

        @Nullable
        String in(Locale reader) {
            return sentences == null ? null : sentences.get(Languages.of(reader).getLanguage());
        }
    }

    /** An element of the model. */
    record Place(String element, String name) {}

    /** How it ended: as, and as what. */
    List<String> end() {
        return List.of(standing.getOrDefault("status", ""), standing.getOrDefault("outcome", ""));
    }

    /** Labels of what was done, in order. */
    List<String> steps() {
        return passed.stream()
                .filter(Passed::work)
                .map(step -> step.name() == null ? step.element() : step.name())
                .toList();
    }
}
