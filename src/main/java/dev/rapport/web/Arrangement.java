package dev.rapport.web;

import dev.rapport.web.WebPart.Column;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The panels of a page as their reader has arranged them.
 *
 * @param top stays where it is
 * @param hidden can be shown again
 * @param changed whether anything differs from what everybody starts with
 */
public record Arrangement(
        String page, List<Placed> top, List<Placed> main, List<Placed> side, List<Placed> hidden, boolean changed) {

    /**
     * A panel in its place.
     *
     * @param folded {@link WebPart#folded()}
     * @param previous the panel above it in its column
     * @param next the panel below it
     */
    @RecordBuilder
    public record Placed(
            String id,
            String title,
            String view,
            String fragment,
            Column column,
            boolean collapsed,
            boolean folded,
            @Nullable String previous,
            @Nullable String next) {

        /** Whether opening and closing it on the page is kept. */
        public boolean remembered() {
            return !(folded && collapsed);
        }

        public boolean inMain() {
            return column == Column.MAIN;
        }
    }

    /** The place of a panel; null when the page does not arrange it. */
    public @Nullable Placed of(String id) {
        return Stream.concat(main.stream(), side.stream())
                .filter(placed -> placed.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
