package dev.rapport.web;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Values as the fields of forms have them. */
public final class FormTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private FormTexts() {}

    /** A start from a field for the date and one for the time: ISO-8601 without offset; null while one of the two is missing. */
    public static @Nullable String start(@Nullable String date, @Nullable String time) {
        if (date == null || date.isBlank() || time == null || time.isBlank()) {
            return null;
        }
        return date.strip() + "T" + time.strip();
    }

    /** What a field for the time shows. */
    public static String time(LocalDateTime start) {
        return TIME.format(start);
    }

    /** Browsers end lines with two characters; what is stored ends them with one. */
    public static @Nullable String lines(@Nullable String text) {
        return text == null ? null : text.replace("\r\n", "\n");
    }
}
