package dev.rapport.calendar.web;

import dev.rapport.shared.Sentences;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Days as people call them: {@code KW 48, 23. bis 27. November 2026}. */
@Component
class CalendarTitles {

    private final Sentences sentences;

    CalendarTitles(Sentences sentences) {
        this.sentences = sentences;
    }

    /**
     * A week.
     *
     * @param monday of that week
     * @param first shown of it
     * @param last shown of it
     */
    String week(LocalDate monday, LocalDate first, LocalDate last, Locale locale) {
        String pattern = YearMonth.from(first).equals(YearMonth.from(last))
                ? "calendar.format.day"
                : first.getYear() == last.getYear() ? "calendar.format.day-month" : "calendar.format.full";
        return sentences.text(
                "calendar.title.week",
                locale,
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                format(first, pattern, locale),
                format(last, "calendar.format.full", locale));
    }

    String month(YearMonth month, Locale locale) {
        return format(month, "calendar.format.month", locale);
    }

    String from(LocalDate day, Locale locale) {
        return sentences.text("calendar.title.from", locale, format(day, "calendar.format.full", locale));
    }

    private String format(TemporalAccessor date, String pattern, Locale locale) {
        return DateTimeFormatter.ofPattern(sentences.text(pattern, locale), locale)
                .format(date);
    }
}
