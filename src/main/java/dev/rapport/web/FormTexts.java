package dev.rapport.web;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Values as the fields of forms have them. */
public final class FormTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private FormTexts() {}

    /** A start as forms hand it in: to the minute, without offset. */
    public static String start(LocalDateTime start) {
        return start.toLocalDate() + "T" + time(start);
    }

    /** What a field for the time shows. */
    public static String time(LocalDateTime start) {
        return TIME.format(start);
    }

    /** {@code HH:mm} of whole minutes. */
    public static String duration(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    /** Browsers end lines with two characters; what is stored ends them with one. */
    public static @Nullable String lines(@Nullable String text) {
        return text == null ? null : text.replace("\r\n", "\n");
    }
}
