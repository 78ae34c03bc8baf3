package dev.rapport.lists.web;

import dev.rapport.lists.EntryFilter;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** The filter of a request to the API, as it is sent; what is missing filters nothing. Of lists one value is enough. */
public record EntryQuery(
        @Schema(allowableValues = {"contact", "measure"}) @Nullable
        String kind,

        @Nullable List<String> type,

        @Schema(allowableValues = {"incoming", "outgoing"}) @Nullable
        String direction,

        @ArraySchema(schema = @Schema(allowableValues = {"planned", "overdue", "performed", "notPerformed"})) @Nullable
        List<String> status,

        @Nullable List<String> outcome,
        @Nullable List<String> responsible,
        @Nullable List<String> creator,
        @Nullable String user,
        @Nullable String address,
        @Nullable String person,
        @Nullable List<String> campaign,

        @Schema(allowableValues = {"with", "due", "without"}) @Nullable
        String reminder,

        @Schema(
                allowableValues = {
                    "today",
                    "thisWeek",
                    "nextWeek",
                    "thisMonth",
                    "last7Days",
                    "last30Days",
                    "lastMonth",
                    "thisYear"
                })
        @Nullable
        String period,

        @Schema(format = "date") @Nullable String from,
        @Schema(format = "date") @Nullable String to,
        @Nullable String text,

        @Schema(allowableValues = {"true", "false"}) @Nullable
        String withoutFollowUp,

        @Schema(allowableValues = {"true", "false"}) @Nullable
        String voided) {

    /**
     * Makes it of what was sent, for {@link EntryQueryResolver}: values of a list may also stand in one, with commas between them.
     *
     * @param sent the values of a name, null for one that was not sent
     */
    static EntryQuery of(Function<String, String @Nullable []> sent) {
        return new EntryQuery(
                one(sent.apply("kind")),
                many(sent.apply("type")),
                one(sent.apply("direction")),
                many(sent.apply("status")),
                many(sent.apply("outcome")),
                many(sent.apply("responsible")),
                many(sent.apply("creator")),
                one(sent.apply("user")),
                one(sent.apply("address")),
                one(sent.apply("person")),
                many(sent.apply("campaign")),
                one(sent.apply("reminder")),
                one(sent.apply("period")),
                one(sent.apply("from")),
                one(sent.apply("to")),
                one(sent.apply("text")),
                one(sent.apply("withoutFollowUp")),
                one(sent.apply("voided")));
    }

    private static @Nullable String one(String @Nullable [] values) {
        return values == null ? null : String.join(",", values);
    }

    private static @Nullable List<String> many(String @Nullable [] values) {
        if (values == null) {
            return null;
        }
        return values.length == 1
                ? Stream.of(StringUtils.commaDelimitedListToStringArray(values[0]))
                        .map(String::strip)
                        .toList()
                : List.of(values);
    }

    /** Reads what is wanted; the checks are told of everything that is none. */
    public EntryFilter filter(FieldChecks checks, BusinessTime time) {
        return filters(checks, time).filter(time.today());
    }

    Filters filters(FieldChecks checks, BusinessTime time) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        put(values, "kind", kind);
        put(values, "type", type);
        put(values, "direction", direction);
        put(values, "status", status);
        put(values, "outcome", outcome);
        put(values, "responsible", responsible);
        put(values, "creator", creator);
        put(values, "user", user);
        put(values, "address", address);
        put(values, "person", person);
        put(values, "campaign", campaign);
        put(values, "reminder", reminder);
        put(values, "period", period);
        put(values, "from", day(time.readDate(checks, "from", from)));
        put(values, "to", day(time.readDate(checks, "to", to)));
        put(values, "text", checks.optionalText("text", text, 200));
        put(values, "withoutFollowUp", withoutFollowUp);
        put(values, "voided", voided);
        return Filters.ofApi(values, checks);
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static void put(Map<String, List<String>> values, String name, @Nullable String value) {
        put(values, name, value == null ? null : List.of(value));
    }

    private static void put(Map<String, List<String>> all, String name, @Nullable List<String> values) {
        if (values != null) {
            all.put(name, values);
        }
    }
}
