package dev.rapport.reminder;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** The usual ways to postpone a reminder (rule 15). */
public enum Snooze {
    HOUR,
    TOMORROW,
    WEEK;

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** When it falls due again; tomorrow means the morning, a week keeps the wall-clock time. */
    public Instant from(ZonedDateTime now) {
        return switch (this) {
            case HOUR -> now.plusHours(1).toInstant();
            case TOMORROW ->
                now.toLocalDate()
                        .plusDays(1)
                        .atTime(MORNING)
                        .atZone(now.getZone())
                        .toInstant();
            case WEEK -> now.plusWeeks(1).toInstant();
        };
    }
}
