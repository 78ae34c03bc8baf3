package dev.rapport.contact.web;

import org.jspecify.annotations.Nullable;

/** A start as forms have it: a field for the date and one for the time. */
final class LocalStart {

    private LocalStart() {}

    /** ISO-8601 without offset; null while one of the two is missing. */
    static @Nullable String joined(@Nullable String date, @Nullable String time) {
        if (date == null || date.isBlank() || time == null || time.isBlank()) {
            return null;
        }
        return date.strip() + "T" + time.strip();
    }
}
