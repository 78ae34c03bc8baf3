package dev.rapport.web;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Sentences;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Dates and times as the reader writes them, in the business zone. */
@Component("dates")
public class Dates {

    private final BusinessTime time;

    private final Sentences sentences;

    Dates(BusinessTime time, Sentences sentences) {
        this.time = time;
        this.sentences = sentences;
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale())
                .format(day);
    }

    public String day(Instant instant) {
        return day(instant.atZone(time.zone()).toLocalDate());
    }

    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale())
                .withZone(time.zone())
                .format(instant);
    }

    /** With the day of the week: when somebody has to do something. */
    public String appointment(Instant instant) {
        return DateTimeFormatter.ofPattern(sentences.text("format.datetime", locale()), locale())
                .withZone(time.zone())
                .format(instant);
    }

    /** For whoever knows the day already. */
    public String clock(Instant instant) {
        return DateTimeFormatter.ofPattern("HH:mm").withZone(time.zone()).format(instant);
    }

    /** Stands above what belongs to a day: {@code Montag, 16. November, seit 11 Tagen}. */
    public String heading(LocalDate day) {
        LocalDate today = time.today();
        String pattern = day.getYear() == today.getYear() ? "format.day-heading" : "format.day-heading.year";
        String name = DateTimeFormatter.ofPattern(sentences.text(pattern, locale()), locale())
                .format(day);
        long ahead = ChronoUnit.DAYS.between(today, day);
        if (ahead == 0) {
            return sentences.text("dates.today", locale(), name);
        }
        if (ahead == 1) {
            return sentences.text("dates.tomorrow", locale(), name);
        }
        return ahead > 0 ? name : sentences.text("dates.past", locale(), name, -ahead);
    }

    /** A value that the course of an item tells of; a dash for none. */
    public String changed(String field, @Nullable String value) {
        if (value == null) {
            return "–";
        }
        return switch (field) {
            case "start", "reminder" -> appointment(Instant.parse(value));
            case "plannedFor" -> day(LocalDate.parse(value));
            case "direction" -> sentences.text("contact.direction." + value, locale());
            case AuditTrail.MODEL_VERSION -> sentences.text("item.course.moved", locale(), value);
            default -> value;
        };
    }

    /** The present moment in the business zone. */
    public ZonedDateTime now() {
        return time.nowLocal();
    }

    public boolean isPast(Instant instant) {
        return instant.isBefore(time.now());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
