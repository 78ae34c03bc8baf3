package dev.rapport.calendar.web;

import dev.rapport.calendar.DayColumn;
import dev.rapport.calendar.ReadCalendar;
import dev.rapport.calendar.web.CalendarView.Kind;
import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.EntryFilterBuilder;
import dev.rapport.lists.FilterChoices;
import dev.rapport.lists.ListEntries;
import dev.rapport.lists.OfferFilters;
import dev.rapport.lists.Order;
import dev.rapport.lists.web.FilterView;
import dev.rapport.lists.web.FilterViewBuilder;
import dev.rapport.lists.web.FilterViews;
import dev.rapport.lists.web.FilterViews.Typed;
import dev.rapport.lists.web.OfferedFilters;
import dev.rapport.lists.web.WithinPatience;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Page;
import dev.rapport.shared.WorkingTime;
import dev.rapport.web.Highlight;
import dev.rapport.web.Who;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The calendar: contacts by week, by month and as an agenda. The URL says all that is shown; without a word it is one's own. Nothing
 * lives below its path but the feeds, which have a door of their own.
 */
@Controller
class CalendarPages {

    /** So many of a day a week shows; more cannot be told apart. */
    private static final int OF_A_WEEKDAY = 60;

    private static final int OF_A_MONTHS_DAY = 4;

    private final ReadCalendar readCalendar;
    private final ListEntries listEntries;
    private final OfferFilters offerFilters;
    private final FilterViews filterViews;
    private final CalendarTitles titles;
    private final WorkingTime workingTime;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    CalendarPages(
            ReadCalendar readCalendar,
            ListEntries listEntries,
            OfferFilters offerFilters,
            FilterViews filterViews,
            CalendarTitles titles,
            WorkingTime workingTime,
            BusinessTime time,
            CurrentUser currentUser) {
        this.readCalendar = readCalendar;
        this.listEntries = listEntries;
        this.offerFilters = offerFilters;
        this.filterViews = filterViews;
        this.titles = titles;
        this.workingTime = workingTime;
        this.time = time;
        this.currentUser = currentUser;
    }

    @GetMapping(CalendarView.PATH)
    String show(
            @RequestParam MultiValueMap<String, String> parameters,
            HtmxRequest htmx,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        boolean own = parameters.isEmpty() && Who.WRITERS.stream().anyMatch(who -> request.isUserInRole(who.name()));
        CalendarView view = view(own ? own() : parameters, htmx.isHtmxRequest(), locale);
        model.addAttribute("view", view);
        if (!htmx.isHtmxRequest()) {
            return "calendar/calendar";
        }
        if (view.later()) {
            return "calendar/calendar :: agenda-days";
        }
        // other days are another page to go back from, another filter is not
        boolean whole = "calendar-body".equals(htmx.getTarget());
        response.setHeader(
                whole ? "HX-Push-Url" : "HX-Replace-Url", view.filter().url());
        return whole ? "calendar/calendar :: calendar-body" : "calendar/calendar :: calendar-list";
    }

    /** Whoever only watches has no contacts, and begins with everybody's. */
    private MultiValueMap<String, String> own() {
        MultiValueMap<String, String> own = new LinkedMultiValueMap<>();
        own.add("responsible", currentUser.id());
        return own;
    }

    private CalendarView view(MultiValueMap<String, String> parameters, boolean part, Locale locale) {
        Kind kind = kind(parameters.getFirst("view"));
        LocalDate date = date(parameters.getFirst("date"));
        Typed typed = filterViews.read(parameters);
        EntryFilter filter = filterViews.filter(typed.filters());
        FilterChoices choices = offerFilters.of(
                Entry.Kind.CONTACT,
                typed.filters().ids("campaign"),
                typed.filters().ids("address"));
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("view", kind.key());
        if (!date.equals(time.today())) {
            kept.put("date", date.toString());
        }
        CalendarViewBuilder view = CalendarViewBuilder.builder()
                .kind(kind)
                .filter(chosen(filterViews.view(
                        typed,
                        FilterViewBuilder.builder()
                                .prefix("calendar")
                                .path(CalendarView.PATH)
                                .kept(kept)
                                .choices(choices)
                                .offered(OfferedFilters.OF_CONTACTS_BY_DAY))))
                .highlight(Highlight.of(typed.filters().one("text")))
                .me(currentUser.id())
                .now(time.now())
                .workFrom(workingTime.opens())
                .workTo(workingTime.closes())
                .morning(workingTime.morning())
                .zone(time.zone())
                .part(part);
        switch (kind) {
            case WEEK -> week(view, date, filter, locale);
            case MONTH -> month(view, date, filter, locale);
            case AGENDA -> agenda(view, date, filter, parameters.getFirst("after"), locale);
        }
        return view.build();
    }

    /** Whose calendar it is stands in the menu for that, and is no filter to be taken away. */
    private static FilterView chosen(FilterView filter) {
        return FilterViewBuilder.builder(filter)
                .chips(filter.chips().stream()
                        .filter(chip -> !chip.name().equals("responsible"))
                        .toList())
                .build();
    }

    private void week(CalendarViewBuilder view, LocalDate date, EntryFilter filter, Locale locale) {
        LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        int opens = workingTime.opens().getHour();
        int closes = upTo(workingTime.closes().toSecondOfDay() / 60);
        List<CalendarView.Day> days = new ArrayList<>();
        for (ReadCalendar.Day read : readCalendar.read(monday, monday.plusDays(6), filter, OF_A_WEEKDAY, locale)) {
            boolean today = read.day().equals(time.today());
            if (read.total() == 0
                    && !today
                    && !workingTime.isWorkingDay(read.day().getDayOfWeek())) {
                continue;
            }
            DayColumn column = readCalendar.column(read);
            for (DayColumn.Block block : column.blocks()) {
                opens = Math.min(opens, block.from() / 60);
                closes = Math.max(closes, upTo(block.to()));
            }
            days.add(day(read).column(column).build());
        }
        view.first(monday)
                .before(monday.minusWeeks(1))
                .after(monday.plusWeeks(1))
                .title(titles.week(
                        monday, days.get(0).day(), days.get(days.size() - 1).day(), locale))
                .opens(opens)
                .closes(closes)
                .days(days);
    }

    private void month(CalendarViewBuilder view, LocalDate date, EntryFilter filter, Locale locale) {
        YearMonth month = YearMonth.from(date);
        LocalDate first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        view.first(month.atDay(1))
                .before(month.minusMonths(1).atDay(1))
                .after(month.plusMonths(1).atDay(1))
                .title(titles.month(month, locale))
                .days(readCalendar.read(first, last, filter, OF_A_MONTHS_DAY, locale).stream()
                        .map(read -> day(read)
                                .outside(!YearMonth.from(read.day()).equals(month))
                                .build())
                        .toList());
    }

    private void agenda(
            CalendarViewBuilder view, LocalDate date, EntryFilter filter, @Nullable String after, Locale locale) {
        EntryFilter from = EntryFilterBuilder.builder(filter).from(date).build();
        boolean later = after != null && !after.isEmpty();
        Optional<Page<Entry>> read = WithinPatience.firstPage(
                later, () -> listEntries.list(Entry.Kind.CONTACT, from, Order.START, after, null));
        Page<Entry> page = read.orElse(new Page<>(List.of(), null));
        Map<LocalDate, List<Entry>> days = new TreeMap<>();
        page.items()
                .forEach(entry -> days.computeIfAbsent(time.day(entry.start()), none -> new ArrayList<>())
                        .add(entry));
        view.first(date)
                .before(date.minusWeeks(1))
                .after(date.plusWeeks(1))
                .title(titles.from(date, locale))
                .days(days.entrySet().stream()
                        .map(day -> day(new ReadCalendar.Day(
                                        day.getKey(),
                                        workingTime.worksOn(day.getKey()),
                                        workingTime
                                                .holiday(day.getKey(), locale)
                                                .orElse(null),
                                        day.getValue().size(),
                                        day.getValue()))
                                .build())
                        .toList())
                .next(page.next())
                .slow(read.isEmpty())
                .later(later);
    }

    private CalendarViewDayBuilder day(ReadCalendar.Day read) {
        boolean today = read.day().equals(time.today());
        return CalendarViewDayBuilder.builder()
                .day(read.day())
                .working(read.working())
                .holiday(read.holiday())
                .nowAt(today ? time.nowLocal().toLocalTime().toSecondOfDay() / 60 : null)
                .total(read.total())
                .entries(read.entries());
    }

    /** The hour up to which is shown what ends at a minute of the day. */
    private static int upTo(int minute) {
        return Math.min(24, (minute + 59) / 60);
    }

    private static Kind kind(@Nullable String key) {
        return Arrays.stream(Kind.values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(Kind.WEEK);
    }

    /** What is no day, or one that no contact can have, is today. */
    private LocalDate date(@Nullable String typed) {
        return time.day(typed).orElseGet(time::today);
    }
}
