package dev.rapport.bulk;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** Days from Monday to Friday; holidays are nobody's business here. */
final class WorkingDays {

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private WorkingDays() {}

    static boolean isOne(LocalDate day) {
        return !WEEKEND.contains(day.getDayOfWeek());
    }

    /** The day so many working days later. */
    static LocalDate after(LocalDate day, int count) {
        LocalDate later = day;
        for (int left = count; left > 0; ) {
            later = later.plusDays(1);
            if (isOne(later)) {
                left--;
            }
        }
        return later;
    }
}
