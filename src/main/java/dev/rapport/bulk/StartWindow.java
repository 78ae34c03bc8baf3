package dev.rapport.bulk;

import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The window over which the starts of many planned contacts are spread, as {@link StartSlots} does it. */
record StartWindow(Instant from, Instant to) {

    /** A window longer than this is a mistake in the year. */
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Reads a window.
     *
     * @return null when something of it was refused: {@code startFrom} or {@code startTo}, and why
     */
    static @Nullable StartWindow read(
            FieldChecks checks, @Nullable String startFrom, @Nullable String startTo, BusinessTime time) {
        Instant from = start(checks, "startFrom", startFrom, time);
        Instant to = start(checks, "startTo", startTo, time);
        if (from == null || to == null) {
            return null;
        }
        if (to.isBefore(from)) {
            checks.refuse("startTo", "date.before-from");
        } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            checks.refuse("startTo", "start.out-of-range");
        } else if (timeOfDay(to, time).isBefore(timeOfDay(from, time))) {
            checks.refuse("startTo", "bulk.daily-window");
        }
        return new StartWindow(from, to);
    }

    /** Lead of a reminder that has been checked: the contact's own default when nothing is said, null for no reminder. */
    static @Nullable String lead(@Nullable Boolean reminder, @Nullable String lead) {
        if (!Boolean.TRUE.equals(reminder)) {
            return null;
        }
        return lead == null || Texts.isBlank(lead) ? ReminderLead.DEFAULT.code() : lead.strip();
    }

    private static LocalTime timeOfDay(Instant start, BusinessTime time) {
        return start.atZone(time.zone()).toLocalTime();
    }

    private static @Nullable Instant start(
            FieldChecks checks, String field, @Nullable String value, BusinessTime time) {
        checks.required(field, value);
        return value == null || checks.refuses(field) ? null : time.read(checks, field, value);
    }
}
