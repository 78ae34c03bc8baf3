package dev.rapport.calendar.web;

import dev.rapport.calendar.ReadCalendar;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.web.EntryItem;
import dev.rapport.lists.web.EntryQuery;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The calendar over the API: the contacts that a filter lets pass, day by day. */
@RestController
class CalendarApi {

    /** As many days as a page of two months shows. */
    private static final int DAYS = 62;

    /** As many contacts of a day. */
    private static final int EACH = 200;

    /**
     * A day of the business.
     *
     * @param working whether people work on it
     * @param holiday name of the public holiday that it is
     * @param total how many contacts begin on it
     * @param items those that begin first, at most 200
     */
    record Day(LocalDate date, boolean working, @Nullable String holiday, int total, List<EntryItem> items) {}

    /** The days from {@code from} to {@code to}, in their order. */
    record Days(List<Day> days) {}

    private final ReadCalendar readCalendar;
    private final BusinessTime time;

    CalendarApi(ReadCalendar readCalendar, BusinessTime time) {
        this.readCalendar = readCalendar;
        this.time = time;
    }

    /** The filter of {@code GET /api/contacts}; both ends of the period are needed, no more than 62 days apart. */
    @GetMapping("/api/calendar")
    Days calendar(EntryQuery query, Locale locale) {
        FieldChecks checks = new FieldChecks();
        checks.required("from", query.from());
        checks.required("to", query.to());
        EntryFilter filter = query.filter(checks, time);
        LocalDate from = filter.from();
        LocalDate to = filter.to();
        if (from != null && to != null && (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= DAYS)) {
            checks.refuse("to", "period.invalid");
        }
        checks.refuseIfAny();
        return new Days(
                from == null || to == null
                        ? List.of()
                        : readCalendar.read(from, to, filter, EACH, locale).stream()
                                .map(this::day)
                                .toList());
    }

    private Day day(ReadCalendar.Day day) {
        return new Day(
                day.day(),
                day.working(),
                day.holiday(),
                day.total(),
                day.entries().stream().map(entry -> EntryItem.of(entry, time)).toList());
    }
}
