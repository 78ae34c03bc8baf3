package dev.rapport.web;

import dev.rapport.shared.BusinessTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Dates and times as the reader writes them, in the business zone. */
@Component("dates")
public class Dates {

    private final BusinessTime time;

    Dates(BusinessTime time) {
        this.time = time;
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

    public boolean isPast(Instant instant) {
        return instant.isBefore(time.now());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
