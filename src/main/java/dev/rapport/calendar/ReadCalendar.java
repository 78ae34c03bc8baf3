package dev.rapport.calendar;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryDay;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.EntryFilterBuilder;
import dev.rapport.lists.ListEntries;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.WorkingTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads contacts day by day, for pages that show days. What passes the filter is what a list of it shows (rule 30). */
@Service
public class ReadCalendar {

    private final ListEntries listEntries;
    private final WorkingTime workingTime;
    private final BusinessTime time;

    ReadCalendar(ListEntries listEntries, WorkingTime workingTime, BusinessTime time) {
        this.listEntries = listEntries;
        this.workingTime = workingTime;
        this.time = time;
    }

    /**
     * A day.
     *
     * @param working whether people work on it
     * @param holiday the name of the public holiday that it is, in the reader's language
     * @param total how many contacts begin on it
     * @param entries those that begin first
     */
    public record Day(
            LocalDate day, boolean working, @Nullable String holiday, int total, List<Entry> entries) {}

    /**
     * Reads each day of some.
     *
     * @param filter its own period narrows the days down
     * @param each of a day so many
     */
    public List<Day> read(LocalDate first, LocalDate last, EntryFilter filter, int each, Locale locale) {
        EntryFilter period = EntryFilterBuilder.builder(filter)
                .from(filter.from() == null || filter.from().isBefore(first) ? first : filter.from())
                .to(filter.to() == null || filter.to().isAfter(last) ? last : filter.to())
                .build();
        Map<LocalDate, EntryDay> known = listEntries.days(Entry.Kind.CONTACT, period, each).stream()
                .collect(Collectors.toMap(EntryDay::day, Function.identity()));
        return first.datesUntil(last.plusDays(1))
                .map(day -> {
                    EntryDay entries = known.getOrDefault(day, new EntryDay(day, 0, List.of()));
                    return new Day(
                            day,
                            workingTime.worksOn(day),
                            workingTime.holiday(day, locale).orElse(null),
                            entries.total(),
                            entries.entries());
                })
                .toList();
    }

    /** Arranges a day as a column of a week. */
    public DayColumn column(Day day) {
        return DayColumn.of(day.entries(), time.zone());
    }
}
