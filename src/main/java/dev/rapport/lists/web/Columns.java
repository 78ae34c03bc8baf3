package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.web.ListView.Column;
import dev.rapport.shared.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What stands in a cell of an exported list, in the reader's language. */
@Component
class Columns {

    private final MessageSource messages;
    private final BusinessTime time;

    Columns(MessageSource messages, BusinessTime time) {
        this.messages = messages;
        this.time = time;
    }

    List<String> headings(List<Column> columns, Locale locale) {
        return columns.stream()
                .map(column -> messages.getMessage("lists.column." + column, null, locale))
                .toList();
    }

    /** Of each a {@link LocalDateTime} in the business zone, a {@link Duration}, or a text; null for nothing. */
    List<@Nullable Object> values(List<Column> columns, Entry entry, Locale locale) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(value(column, entry, locale)));
        return values;
    }

    private @Nullable Object value(Column column, Entry entry, Locale locale) {
        return switch (column) {
            case START -> local(entry.start());
            case SUBJECT -> entry.subject();
            case CUSTOMER -> entry.address();
            case PERSON -> entry.contactPerson();
            case STATUS -> status(entry, locale);
            case RESPONSIBLE -> entry.inChargeName();
            case TYPE ->
                entry.kind() == Entry.Kind.MEASURE
                        ? messages.getMessage("history.kind.MEASURE", null, locale)
                        : locale.getLanguage().equals(Locale.GERMAN.getLanguage())
                                ? entry.typeNameDe()
                                : entry.typeNameEn();
            case DIRECTION ->
                entry.direction() == null
                        ? null
                        : messages.getMessage("history.direction." + entry.direction(), null, locale);
            case DURATION -> duration(entry.durationMinutes());
            case CAMPAIGN -> entry.campaign();
            case REMINDER -> entry.reminder() == null ? null : local(entry.reminder());
            case CREATOR -> entry.creatorName();
            case NUMBER -> entry.number();
            case INFOTEXT -> entry.infotext();
        };
    }

    private String status(Entry entry, Locale locale) {
        if (entry.voided() != null) {
            return messages.getMessage("history.is-voided", null, locale);
        }
        boolean late = entry.upcoming()
                && entry.kind() == Entry.Kind.CONTACT
                && entry.start().isBefore(time.now());
        String status = messages.getMessage("history.status." + (late ? "OVERDUE" : entry.status()), null, locale);
        if (entry.outcomeLabel() == null) {
            return status;
        }
        String label = entry.outcomeLabel().in(locale);
        return entry.upcoming() ? status + ", " + label : label;
    }

    private static @Nullable Duration duration(@Nullable Integer minutes) {
        return minutes == null || minutes == 0 ? null : Duration.ofMinutes(minutes);
    }

    private LocalDateTime local(Instant instant) {
        return instant.atZone(time.zone()).toLocalDateTime();
    }
}
