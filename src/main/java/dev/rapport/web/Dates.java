package dev.rapport.web;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Sentences;
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

    public boolean isPast(Instant instant) {
        return instant.isBefore(time.now());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
