package dev.rapport.history.web;

import dev.rapport.history.HistoryEntry;
import dev.rapport.history.HistoryFilter;
import dev.rapport.history.HistoryFilterBuilder;
import dev.rapport.history.OfferHistoryFilters;
import dev.rapport.history.OfferHistoryFilters.Choice;
import dev.rapport.history.OfferHistoryFilters.Choices;
import dev.rapport.shared.Page;
import dev.rapport.shared.Texts;
import dev.rapport.web.Highlight;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The web part of the history.
 *
 * @param days what stands in the fields for the period; what is not understood stays as it was typed
 * @param errors what is wrong with them
 * @param later whether it continues an earlier page, whose last section goes on
 * @param unfiltered whether a filter was taken away just now; then the reader goes on at the list
 */
record HistoryView(
        long addressId,
        Page<HistoryEntry> page,
        Map<String, String> filters,
        Map<String, String> days,
        Map<String, String> errors,
        Choices choices,
        Highlight highlight,
        boolean later,
        boolean unfiltered) {

    private static final int TEXT_LENGTH = 200;

    /** What each filter takes, in the order in which they are shown; any other value filters nothing. */
    private static final Map<String, Predicate<String>> FILTERS = new LinkedHashMap<>();

    static {
        FILTERS.put("text", value -> !Texts.hasIllegalInText(value));
        FILTERS.put("status", Set.of("PLANNED", "PERFORMED", "NOT_PERFORMED")::contains);
        FILTERS.put("kind", Set.of("CONTACT", "MEASURE")::contains);
        FILTERS.put("type", value -> value.matches("[A-Z][A-Z0-9_]{0,29}"));
        FILTERS.put("direction", Set.of("INCOMING", "OUTGOING")::contains);
        FILTERS.put("campaign", HistoryView::isId);
        FILTERS.put("person", HistoryView::isId);
        FILTERS.put("user", value -> value.matches("[a-z0-9._-]{1,63}"));
        FILTERS.put("from", value -> day(value) != null);
        FILTERS.put("to", value -> day(value) != null);
        FILTERS.put("voided", "true"::equals);
    }

    /**
     * A filter that is set, to be seen and taken away.
     *
     * @param choice null where the value is none of a list
     * @param day null where the value is none
     * @param others the other filters as a query string
     */
    record Chip(
            String name,
            String value,
            @Nullable Choice choice,
            @Nullable LocalDate day,
            String others) {

        /** Whether the value is a word of ours, with a name in either language. */
        public boolean word() {
            return Set.of("status", "kind", "direction").contains(name);
        }
    }

    /** What counts as a filter among the parameters of a request. */
    static Map<String, String> filters(Map<String, String> parameters) {
        Map<String, String> filters = new LinkedHashMap<>();
        FILTERS.forEach((name, takes) -> {
            String value = parameters.getOrDefault(name, "");
            if (!Texts.isBlank(value) && takes.test(value.strip())) {
                String stripped = value.strip();
                filters.put(name, stripped.substring(0, Math.min(stripped.length(), TEXT_LENGTH)));
            }
        });
        return filters;
    }

    static HistoryFilter filter(Map<String, String> filters) {
        String kind = filters.get("kind");
        return HistoryFilterBuilder.builder()
                .kind(kind == null ? null : HistoryEntry.Kind.valueOf(kind))
                .type(filters.get("type"))
                .direction(filters.get("direction"))
                .status(filters.get("status"))
                .campaignId(id(filters.get("campaign")))
                .personId(id(filters.get("person")))
                .user(filters.get("user"))
                .from(day(filters.get("from")))
                .to(day(filters.get("to")))
                .text(filters.get("text"))
                .voided(filters.containsKey("voided"))
                .build();
    }

    /** The filters that are set. */
    public List<Chip> chips() {
        return filters.entrySet().stream()
                .map(filter -> new Chip(
                        filter.getKey(),
                        filter.getValue(),
                        choice(filter.getKey(), filter.getValue()),
                        filter.getKey().equals("from") || filter.getKey().equals("to") ? day(filter.getValue()) : null,
                        query("", filter.getKey())))
                .toList();
    }

    /** The filters as a query string. */
    public String query() {
        return query("", "");
    }

    /** The same for the next page. */
    public String nextQuery() {
        return query("after=" + page.next(), "");
    }

    private String query(String first, String without) {
        String all = Stream.concat(
                        Stream.of(first),
                        filters.entrySet().stream()
                                .filter(filter -> !filter.getKey().equals(without))
                                .map(filter -> filter.getKey() + "="
                                        + URLEncoder.encode(filter.getValue(), StandardCharsets.UTF_8)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return all.isEmpty() ? "" : "?" + all;
    }

    private @Nullable Choice choice(String name, String value) {
        List<Choice> offered = switch (name) {
            case "type" -> choices.types();
            case "campaign" -> choices.campaigns();
            case "person" -> choices.persons();
            case "user" -> choices.users();
            default -> List.of();
        };
        return OfferHistoryFilters.find(offered, value);
    }

    private static boolean isId(String value) {
        return value.matches("[0-9]{1,18}");
    }

    private static @Nullable Long id(@Nullable String value) {
        return value == null ? null : Long.valueOf(value);
    }

    private static @Nullable LocalDate day(@Nullable String value) {
        if (value == null || !value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            // the thirtieth of February filters nothing
            return null;
        }
    }
}
