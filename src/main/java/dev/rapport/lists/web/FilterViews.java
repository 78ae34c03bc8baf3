package dev.rapport.lists.web;

import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.FilterChoices;
import dev.rapport.lists.FilterChoices.Choice;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Outcomes;
import dev.rapport.shared.Texts;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.web.Dates;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.TypedTimes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Reads the filter of a page, whose period is typed as everywhere, and shows it. */
@Component
public class FilterViews {

    /**
     * What was read.
     *
     * @param days what stands in the fields for the period
     * @param errors what is wrong with them
     */
    public record Typed(Filters filters, Map<String, String> days, Map<String, String> errors) {}

    /** The fields of the filters that are looked up. */
    private static final Map<String, String> LOOKED_UP = Map.of("addressText", "address", "campaignIdText", "campaign");

    private final TypedTimes typedTimes;
    private final FieldMessages fieldMessages;
    private final BusinessTime time;
    private final Dates dates;
    private final MessageSource messages;

    FilterViews(
            TypedTimes typedTimes,
            FieldMessages fieldMessages,
            BusinessTime time,
            Dates dates,
            MessageSource messages) {
        this.typedTimes = typedTimes;
        this.fieldMessages = fieldMessages;
        this.time = time;
        this.dates = dates;
        this.messages = messages;
    }

    /** Reads the parameters of a page. */
    public Typed read(Map<String, List<String>> parameters) {
        Map<String, List<String>> read = new HashMap<>(parameters);
        Map<String, String> days = new HashMap<>();
        List<FieldError> unread = new ArrayList<>();
        for (String field : List.of("from", "to")) {
            String typed = first(parameters, field);
            String day = TimeEntry.date(typed, typedTimes.reader(Toward.BACK)).value();
            read.put(field, day == null ? List.of() : List.of(day));
            days.put(field, day == null ? typed : String.valueOf(typedTimes.shown(LocalDate.parse(day))));
            if (day == null && !Texts.isBlank(typed)) {
                unread.add(FieldError.of(field, "date.invalid"));
            }
        }
        // what was looked up goes when its field is emptied
        LOOKED_UP.forEach((field, name) -> {
            if (parameters.containsKey(field) && Texts.isBlank(first(parameters, field))) {
                read.remove(name);
            }
        });
        Map<String, String> errors = fieldMessages.of(
                typedTimes.explained(BusinessRuleViolation.invalid(unread), field -> first(parameters, field)),
                LocaleContextHolder.getLocale());
        return new Typed(Filters.ofPage(read), days, errors);
    }

    /** What they mean today. */
    public EntryFilter filter(Filters filters) {
        return filters.filter(time.today());
    }

    /**
     * Shows what was read.
     *
     * @param place prefix, path, what else its URL keeps, and which filters it offers with which choices
     */
    public FilterView view(Typed typed, FilterViewBuilder place) {
        Filters filters = typed.filters();
        FilterView view = place.filters(filters)
                .chips(List.of())
                .days(typed.days())
                .errors(typed.errors())
                .build();
        return place.chips(filters.names().stream()
                        .map(name -> new FilterView.Chip(
                                name,
                                shown(filters, name, view.choices()),
                                view.path() + filters.without(name).query(query(view.kept()))))
                        .toList())
                .build();
    }

    /** What an URL says beside the filter, as its query string does. */
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of("")).stream().findFirst().orElse("");
    }

    private String shown(Filters filters, String name, FilterChoices choices) {
        return filters.all(name).stream()
                .map(value -> shown(name, value, choices))
                .collect(Collectors.joining(", "));
    }

    private String shown(String name, String value, FilterChoices choices) {
        return switch (name) {
            case "type" -> named(choices.types(), value);
            case "campaign" -> named(choices.campaigns(), value);
            case "person" -> named(choices.persons(), value);
            case "address" -> named(choices.addresses(), value);
            case "user", "responsible", "creator" -> named(choices.users(), value);
            case "outcome" ->
                Outcomes.isGeneral(value)
                        ? messages.getMessage("model." + value, null, LocaleContextHolder.getLocale())
                        : named(choices.outcomes(), value);
            case "from", "to" -> dates.day(LocalDate.parse(value));
            case "status", "kind", "direction", "reminder", "period" ->
                messages.getMessage("history." + name + "." + value, null, LocaleContextHolder.getLocale());
            default -> value;
        };
    }

    private static String named(List<Choice> choices, String value) {
        @Nullable Choice choice = FilterChoices.find(choices, value);
        if (choice == null) {
            return value;
        }
        return LocaleContextHolder.getLocale().getLanguage().equals(Locale.GERMAN.getLanguage())
                ? choice.nameDe()
                : choice.nameEn();
    }
}
