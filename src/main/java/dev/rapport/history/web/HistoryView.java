package dev.rapport.history.web;

import dev.rapport.history.HistoryEntry;
import dev.rapport.history.HistoryFilter;
import dev.rapport.shared.Page;
import dev.rapport.shared.Texts;
import dev.rapport.web.Highlight;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The web part of the history.
 *
 * @param later whether it continues an earlier page, whose last section goes on
 * @param query the filters as a query string, for the link to the next page
 */
record HistoryView(
        long addressId,
        Page<HistoryEntry> page,
        Map<String, String> filters,
        Highlight highlight,
        boolean later,
        String query) {

    private static final Set<String> NAMES = Set.of("kind", "direction", "status", "from", "to", "text");

    /** What counts as a filter among the parameters of a request. */
    static Map<String, String> filters(Map<String, String> parameters) {
        Map<String, String> filters = new java.util.TreeMap<>();
        parameters.forEach((name, value) -> {
            if (NAMES.contains(name) && !Texts.isBlank(value)) {
                filters.put(name, value.strip());
            }
        });
        return filters;
    }

    /** A value that is none of the choices filters nothing. */
    static HistoryFilter filter(Map<String, String> filters) {
        return new HistoryFilter(
                Arrays.stream(HistoryEntry.Kind.values())
                        .filter(kind -> kind.name().equals(filters.get("kind")))
                        .findFirst()
                        .orElse(null),
                null,
                null,
                oneOf(filters.get("direction"), Set.of("INCOMING", "OUTGOING")),
                oneOf(filters.get("status"), Set.of("PLANNED", "PERFORMED", "NOT_PERFORMED")),
                null,
                null,
                null,
                day(filters.get("from")),
                day(filters.get("to")),
                text(filters.get("text")));
    }

    private static @Nullable String oneOf(@Nullable String value, Set<String> choices) {
        return value != null && choices.contains(value) ? value : null;
    }

    private static @Nullable LocalDate day(@Nullable String value) {
        if (value == null || !value.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            // the thirtieth of February filters nothing
            return null;
        }
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || Texts.hasIllegalInText(value)
                ? null
                : value.substring(0, Math.min(value.length(), 200));
    }
}
