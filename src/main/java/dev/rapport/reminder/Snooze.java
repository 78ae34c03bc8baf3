package dev.rapport.reminder;

import dev.rapport.shared.WorkingTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/** The usual ways to postpone a reminder (rule 15). */
public enum Snooze {
    HOUR,
    TOMORROW,
    WEEK;

    /**
     * When it falls due again. Tomorrow means the morning of the next working day; a week keeps the wall-clock time, and
     * goes on to the next working day where it ends on none.
     */
    Instant from(ZonedDateTime now, WorkingTime work) {
        LocalDate today = now.toLocalDate();
        return switch (this) {
            case HOUR -> now.plusHours(1).toInstant();
            case TOMORROW ->
                work.nextWorkingDay(today)
                        .atTime(work.morning())
                        .atZone(now.getZone())
                        .toInstant();
            case WEEK -> now.with(work.workingDayFrom(today.plusWeeks(1))).toInstant();
        };
    }
}
