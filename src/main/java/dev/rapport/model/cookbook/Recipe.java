package dev.rapport.model.cookbook;

import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody may want, and how it is drawn into a shipped model.
 *
 * @param name of its texts ({@code cookbook.<name>.…}), its folder below {@code bpmn/examples} and its picture
 * @param process whose model is changed
 * @param moves in their order
 * @param others names of the forms and decision tables that go with it
 */
public record Recipe(String name, String process, List<Move> moves, List<String> others) {

    static Recipe of(String name, String process, Move... moves) {
        return new Recipe(name, process, List.of(moves), List.of());
    }

    /** Everything that is deployed together. */
    public List<String> files() {
        return Stream.concat(Stream.of(process + ".bpmn"), others.stream()).toList();
    }
}
