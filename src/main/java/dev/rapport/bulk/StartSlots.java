package dev.rapport.bulk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Spreads starts evenly over a window: on its working days (on all its days if it has none), between the times of day of
 * its two ends, in steps of a quarter of an hour.
 */
final class StartSlots {

    private static final Duration STEP = Duration.ofMinutes(15);

    private final List<LocalDate> days;
    private final LocalTime earliest;
    private final long stepsPerDay;
    private final ZoneId zone;

    /** @param to at a time of day that is not before the one of {@code from} */
    StartSlots(Instant from, Instant to, ZoneId zone) {
        ZonedDateTime first = from.atZone(zone);
        ZonedDateTime last = to.atZone(zone);
        List<LocalDate> all =
                first.toLocalDate().datesUntil(last.toLocalDate().plusDays(1)).toList();
        List<LocalDate> working = all.stream().filter(WorkingDays::isOne).toList();
        this.days = working.isEmpty() ? all : working;
        this.zone = zone;
        this.earliest = first.toLocalTime();
        this.stepsPerDay = Duration.between(earliest, last.toLocalTime()).dividedBy(STEP) + 1;
    }

    /**
     * The start of one of many.
     *
     * @param index from 0 to total - 1
     */
    OffsetDateTime start(int index, int total) {
        long slot = index * (days.size() * stepsPerDay) / total;
        LocalDate day = days.get((int) (slot / stepsPerDay));
        return day.atTime(earliest)
                .plus(STEP.multipliedBy(slot % stepsPerDay))
                .atZone(zone)
                .toOffsetDateTime();
    }
}
