package dev.rapport.history.web;

import dev.rapport.history.HistoryEntry;
import dev.rapport.history.HistoryFilter;
import dev.rapport.history.HistoryFilterBuilder;
import dev.rapport.history.ShowHistory;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.shared.Texts;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history of an address over the API, see {@code api.md}. */
@RestController
@RequestMapping("/api/addresses/{id}/history")
class HistoryApi {

    /** Filters as they are sent; what is missing filters nothing. */
    record Query(
            @Nullable String kind,
            @Nullable String section,
            @Nullable String type,
            @Nullable String direction,
            @Nullable String status,
            @Nullable String campaign,
            @Nullable String person,
            @Nullable String user,
            @Nullable String from,
            @Nullable String to,
            @Nullable String text,
            @Nullable String voided) {}

    /** One entry. */
    @RecordBuilder
    record Item(
            String kind,
            Long id,
            String number,
            OffsetDateTime start,
            boolean upcoming,
            @Nullable String type,
            @Nullable String direction,
            String status,
            @Nullable String duration,
            String subject,
            @Nullable Long contactPersonId,
            @Nullable String contactPerson,
            @Nullable String responsible,
            @Nullable String responsibleName,
            @Nullable Long campaignId,
            @Nullable String campaign,
            @Nullable String infotext,
            @Nullable Voided voided) {}

    /** Who voided an entry, when and why (rule 23). */
    record Voided(OffsetDateTime at, String by, String reason) {}

    /** No row has this id. */
    private static final Long UNKNOWN = -1L;

    private final ShowHistory showHistory;
    private final BusinessTime time;

    HistoryApi(ShowHistory showHistory, BusinessTime time) {
        this.showHistory = showHistory;
        this.time = time;
    }

    @GetMapping
    Page<Item> show(
            @PathVariable String id,
            @ModelAttribute Query query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return showHistory
                .show(Ids.require("id", id), filter(query), after, limit)
                .map(this::item);
    }

    private HistoryFilter filter(Query query) {
        FieldChecks checks = new FieldChecks();
        HistoryEntry.Kind kind = choice(checks, "kind", query.kind(), HistoryEntry.Kind.values());
        HistoryFilter.Section section = choice(checks, "section", query.section(), HistoryFilter.Section.values());
        String direction = code(checks, "direction", query.direction(), Set.of("INCOMING", "OUTGOING"));
        String status = code(checks, "status", query.status(), Set.of("PLANNED", "PERFORMED", "NOT_PERFORMED"));
        String voided = code(checks, "voided", query.voided(), Set.of("TRUE", "FALSE"));
        LocalDate from = time.readDate(checks, "from", query.from());
        LocalDate to = time.readDate(checks, "to", query.to());
        String text = checks.optionalText("text", query.text(), 200);
        String type = checks.optionalLine("type", query.type(), 30);
        String user = checks.optionalLine("user", query.user(), 63);
        checks.refuseIfAny();
        return HistoryFilterBuilder.builder()
                .kind(kind)
                .section(section)
                .type(type == null ? null : type.toUpperCase(Locale.ROOT))
                .direction(direction)
                .status(status)
                .campaignId(id(query.campaign()))
                .personId(id(query.person()))
                .user(user)
                .from(from)
                .to(to)
                .text(text == null ? null : text.strip())
                .voided("TRUE".equals(voided))
                .build();
    }

    /** An id that is none filters everything away, like any unknown one. */
    private static @Nullable Long id(@Nullable String value) {
        return value == null || Texts.isBlank(value)
                ? null
                : Ids.parse(value.strip()).orElse(UNKNOWN);
    }

    private static <E extends Enum<E>> @Nullable E choice(
            FieldChecks checks, String field, @Nullable String value, E[] choices) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        for (E each : choices) {
            if (each.name().equalsIgnoreCase(value.strip())) {
                return each;
            }
        }
        checks.refuse(field, "invalid");
        return null;
    }

    private static @Nullable String code(
            FieldChecks checks, String field, @Nullable String value, Set<String> choices) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        String code = value.strip().replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
        if (!choices.contains(code)) {
            checks.refuse(field, "invalid");
        }
        return code;
    }

    private Item item(HistoryEntry entry) {
        Integer minutes = entry.durationMinutes();
        return HistoryApiItemBuilder.builder()
                .kind(entry.kind().name().toLowerCase(Locale.ROOT))
                .id(entry.id())
                .number(entry.number())
                .start(time.local(entry.start()))
                .upcoming(entry.upcoming())
                .type(entry.type())
                .direction(entry.direction())
                .status(entry.status())
                .duration(minutes == null ? null : "%02d:%02d".formatted(minutes / 60, minutes % 60))
                .subject(entry.subject())
                .contactPersonId(entry.contactPersonId())
                .contactPerson(entry.contactPerson())
                .responsible(entry.responsible())
                .responsibleName(entry.responsibleName())
                .campaignId(entry.campaignId())
                .campaign(entry.campaign())
                .infotext(entry.infotext())
                .voided(voided(entry.voided()))
                .build();
    }

    private @Nullable Voided voided(HistoryEntry.@Nullable Voided voided) {
        return voided == null ? null : new Voided(time.local(voided.at()), voided.by(), voided.reason());
    }
}
