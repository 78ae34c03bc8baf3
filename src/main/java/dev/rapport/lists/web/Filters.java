package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.EntryFilterBuilder;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter as it stands in the URL of a page or of the API, by its names and in the order in which it is shown. A page
 * passes over what it does not understand, the API refuses it.
 */
public record Filters(Map<String, List<String>> values) {

    private static final int TEXT_LENGTH = 200;

    /** No row has this id: an id that is none filters everything away, like any unknown one. */
    private static final Long UNKNOWN = -1L;

    /** What each filter takes. */
    private static final Map<String, Predicate<String>> TAKES = new LinkedHashMap<>();

    /** Of these one entry may have any of several. */
    private static final Set<String> SEVERAL =
            Set.of("status", "type", "outcome", "responsible", "creator", "campaign");

    private static final Set<String> IDS = Set.of("address", "person", "campaign");

    static {
        TAKES.put("text", value -> !Texts.hasIllegalInText(value));
        TAKES.put("status", constant(EntryFilter.Status.values()));
        TAKES.put("kind", constant(Entry.Kind.values()));
        TAKES.put("type", value -> value.matches("[A-Z][A-Z0-9_]{0,29}"));
        TAKES.put("direction", Set.of("INCOMING", "OUTGOING")::contains);
        TAKES.put("outcome", value -> value.matches("[A-Za-z][A-Za-z0-9_.-]{0,59}"));
        TAKES.put("address", Filters::isId);
        TAKES.put("person", Filters::isId);
        TAKES.put("campaign", Filters::isId);
        TAKES.put("responsible", Filters::isLogin);
        TAKES.put("creator", Filters::isLogin);
        TAKES.put("user", Filters::isLogin);
        TAKES.put("reminder", constant(EntryFilter.Reminder.values()));
        TAKES.put("period", constant(Period.values()));
        TAKES.put("from", value -> day(value) != null);
        TAKES.put("to", value -> day(value) != null);
        TAKES.put("withoutFollowUp", "true"::equals);
        TAKES.put("voided", "true"::equals);
    }

    public Filters {
        values = Map.copyOf(values);
    }

    /** What of a page's parameters filters something; any other value filters nothing. */
    public static Filters ofPage(Map<String, List<String>> parameters) {
        return read(parameters, TAKES::get, (name, value) -> {});
    }

    /**
     * What filters something in a request to the API. Codes are taken in any case, {@code false} filters nothing.
     *
     * @param checks are told of each other value
     */
    static Filters ofApi(Map<String, List<String>> parameters, FieldChecks checks) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        parameters.forEach((name, values) -> read.put(
                name,
                values.stream()
                        .map(value -> coded(name, value))
                        .filter(value -> !value.equals("false"))
                        .toList()));
        return read(
                read,
                name -> IDS.contains(name) ? value -> true : TAKES.get(name),
                (name, value) -> checks.refuse(name, "invalid"));
    }

    private interface Refusal {
        void of(String name, String value);
    }

    private static Filters read(
            Map<String, List<String>> parameters, Function<String, Predicate<String>> takes, Refusal refusal) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (String name : TAKES.keySet()) {
            List<String> values = new ArrayList<>();
            for (String value : parameters.getOrDefault(name, List.of())) {
                if (!Texts.isBlank(value)) {
                    String stripped = value.strip();
                    if (takes.apply(name).test(stripped)) {
                        values.add(stripped.substring(0, Math.min(stripped.length(), TEXT_LENGTH)));
                    } else {
                        refusal.of(name, stripped);
                    }
                }
            }
            List<String> distinct = values.stream().distinct().toList();
            if (!distinct.isEmpty()) {
                filters.put(name, SEVERAL.contains(name) ? distinct : distinct.subList(0, 1));
            }
        }
        return new Filters(filters);
    }

    /** {@code notPerformed} is NOT_PERFORMED. */
    private static String coded(String name, String value) {
        return switch (name) {
            case "status", "kind", "direction", "reminder", "period" ->
                value.strip()
                        .replaceAll("([a-z])([A-Z0-9])", "$1_$2")
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT);
            case "type" -> value.strip().toUpperCase(Locale.ROOT);
            case "withoutFollowUp", "voided" -> value.strip().toLowerCase(Locale.ROOT);
            default -> value;
        };
    }

    /** What they mean, on this day. */
    public EntryFilter filter(LocalDate today) {
        String period = one("period");
        LocalDate from = day(one("from"));
        LocalDate to = day(one("to"));
        return EntryFilterBuilder.builder()
                .kind(constant(one("kind"), Entry.Kind::valueOf))
                .types(Set.copyOf(all("type")))
                .direction(one("direction"))
                .statuses(
                        all("status").stream().map(EntryFilter.Status::valueOf).collect(Collectors.toSet()))
                .outcomes(Set.copyOf(all("outcome")))
                .inCharge(Set.copyOf(all("responsible")))
                .creators(Set.copyOf(all("creator")))
                .user(one("user"))
                .addressId(constant(one("address"), Filters::id))
                .personId(constant(one("person"), Filters::id))
                .campaignIds(ids("campaign"))
                .reminder(constant(one("reminder"), EntryFilter.Reminder::valueOf))
                .withoutFollowUp(values.containsKey("withoutFollowUp"))
                .from(
                        from != null || period == null
                                ? from
                                : Period.valueOf(period).first(today))
                .to(to != null || period == null ? to : Period.valueOf(period).last(today))
                .text(one("text"))
                .voided(values.containsKey("voided"))
                .build();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The values of a filter, none where it filters nothing. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The value of a filter that has no more than one. */
    public @Nullable String one(String name) {
        return all(name).stream().findFirst().orElse(null);
    }

    public boolean has(String name, String value) {
        return all(name).contains(value);
    }

    /** The ids that a filter names. */
    public Set<Long> ids(String name) {
        return all(name).stream().map(Filters::id).collect(Collectors.toSet());
    }

    /** The names of what filters something, in their order. */
    List<String> names() {
        return TAKES.keySet().stream().filter(values::containsKey).toList();
    }

    /** The same but for one. */
    public Filters without(String name) {
        Map<String, List<String>> others = new LinkedHashMap<>(values);
        others.remove(name);
        return new Filters(others);
    }

    /**
     * The query string of an URL, with its question mark; empty where there is nothing to say.
     *
     * @param more parameters, encoded
     */
    public String query(String... more) {
        String all = Stream.concat(
                        names().stream()
                                .flatMap(name -> all(name).stream()
                                        .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))),
                        Arrays.stream(more).filter(part -> !part.isEmpty()))
                .collect(Collectors.joining("&"));
        return all.isEmpty() ? "" : "?" + all;
    }

    private static <E extends Enum<E>> Predicate<String> constant(E[] constants) {
        Set<String> names = Arrays.stream(constants).map(Enum::name).collect(Collectors.toSet());
        return names::contains;
    }

    private static <T> @Nullable T constant(@Nullable String value, Function<String, T> of) {
        return value == null ? null : of.apply(value);
    }

    private static boolean isId(String value) {
        return value.matches("[0-9]{1,18}");
    }

    private static boolean isLogin(String value) {
        return value.matches("[a-z0-9._-]{1,63}");
    }

    private static Long id(String value) {
        return Ids.parse(value).orElse(UNKNOWN);
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
