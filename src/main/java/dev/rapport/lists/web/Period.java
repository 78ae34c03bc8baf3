package dev.rapport.lists.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** Days that move on with today, so that a filter that is kept means tomorrow what it means today. */
enum Period {
    TODAY,
    THIS_WEEK,
    NEXT_WEEK,
    THIS_MONTH,
    LAST_7_DAYS,
    LAST_30_DAYS,
    LAST_MONTH,
    THIS_YEAR;

    LocalDate first(LocalDate today) {
        return switch (this) {
            case TODAY -> today;
            case THIS_WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case NEXT_WEEK -> today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case THIS_MONTH -> today.withDayOfMonth(1);
            case LAST_7_DAYS -> today.minusDays(6);
            case LAST_30_DAYS -> today.minusDays(29);
            case LAST_MONTH -> today.withDayOfMonth(1).minusMonths(1);
            case THIS_YEAR -> today.withDayOfYear(1);
        };
    }

    LocalDate last(LocalDate today) {
        return switch (this) {
            case TODAY, LAST_7_DAYS, LAST_30_DAYS -> today;
            case THIS_WEEK, NEXT_WEEK -> first(today).plusDays(6);
            case THIS_MONTH, LAST_MONTH -> first(today).plusMonths(1).minusDays(1);
            case THIS_YEAR -> first(today).plusYears(1).minusDays(1);
        };
    }
}
