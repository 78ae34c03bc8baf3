package dev.rapport.shared;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * When the business works: on which days of the week, public holidays left out, and from when until when. What Rapport
 * proposes or spreads over days by itself keeps to it; what a person types does not have to.
 */
@Component
public class WorkingTime {

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final LocalTime AFTERNOON = LocalTime.of(16, 0);

    /** Every day of the week comes without a holiday within a year. */
    private static final int A_YEAR = 366;

    private final Set<DayOfWeek> days;
    private final LocalTime opens;
    private final LocalTime closes;
    private final Holidays holidays;

    /**
     * @param region ISO code of a German state such as {@code DE-NI}; {@code DE} or nothing for the holidays that all have
     * @param days names of days of the week, separated by commas
     * @param opens {@code HH:mm}
     * @param closes {@code HH:mm}, later than it opens
     * @throws IllegalArgumentException if one of them is not so
     */
    public WorkingTime(
            @Value("${rapport.working-time.region}") String region,
            @Value("${rapport.working-time.days}") String days,
            @Value("${rapport.working-time.opens}") String opens,
            @Value("${rapport.working-time.closes}") String closes) {
        this.holidays = Holidays.of(region);
        this.days = days(days);
        this.opens = clock("OPENS", opens);
        this.closes = clock("CLOSES", closes);
        if (!this.opens.isBefore(this.closes)) {
            throw new IllegalArgumentException(
                    "RAPPORT_WORKING_TIME_CLOSES has to be later than RAPPORT_WORKING_TIME_OPENS, " + opens + ", not "
                            + closes);
        }
    }

    private static Set<DayOfWeek> days(String names) {
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String name : names.split(",", -1)) {
            days.add(Arrays.stream(DayOfWeek.values())
                    .filter(day -> day.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "RAPPORT_WORKING_TIME_DAYS has to be days such as MONDAY,TUESDAY, not " + names)));
        }
        return days;
    }

    private static LocalTime clock(String setting, String value) {
        try {
            return LocalTime.parse(value.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "RAPPORT_WORKING_TIME_" + setting + " has to be a time of day such as 08:00, not " + value, e);
        }
    }

    /** Whether it works on that day of the week, unless it is a holiday. */
    public boolean isWorkingDay(DayOfWeek day) {
        return days.contains(day);
    }

    public boolean worksOn(LocalDate day) {
        return isWorkingDay(day.getDayOfWeek()) && !holidays.has(day);
    }

    /** What a public holiday is called, in English for English readers and in German for all others. */
    public Optional<String> holiday(LocalDate day, Locale locale) {
        return holidays.name(day, locale);
    }

    public LocalTime opens() {
        return opens;
    }

    public LocalTime closes() {
        return closes;
    }

    /** When a day's first appointment is proposed: at nine, or when it opens where nine is not within its hours. */
    public LocalTime morning() {
        return MORNING.isAfter(opens) && MORNING.isBefore(closes) ? MORNING : opens;
    }

    /** When a day's last appointment is proposed: at four, or when it closes where four is not within its hours. */
    public LocalTime afternoon() {
        return AFTERNOON.isAfter(opens) && AFTERNOON.isBefore(closes) ? AFTERNOON : closes;
    }

    /** The first working day behind that day. */
    public LocalDate nextWorkingDay(LocalDate after) {
        return first(after.plusDays(1), 1);
    }

    /** The day itself if it is a working day, else the next one. */
    public LocalDate workingDayFrom(LocalDate day) {
        return first(day, 1);
    }

    /** The day itself if it was a working day, else the one before. */
    public LocalDate workingDayUntil(LocalDate day) {
        return first(day, -1);
    }

    /**
     * So many working days later.
     *
     * @param count 0 for the day itself, whether it is a working day or not
     */
    public LocalDate plusWorkingDays(LocalDate day, int count) {
        LocalDate later = day;
        for (int i = 0; i < count; i++) {
            later = nextWorkingDay(later);
        }
        return later;
    }

    private LocalDate first(LocalDate from, int step) {
        LocalDate day = from;
        for (int i = 0; i < A_YEAR && !worksOn(day); i++) {
            day = day.plusDays(step);
        }
        return day;
    }
}
