package dev.rapport.calendar.web;

import dev.rapport.calendar.DayColumn;
import dev.rapport.lists.Entry;
import dev.rapport.lists.FilterChoices;
import dev.rapport.lists.FilterChoices.Choice;
import dev.rapport.lists.web.FilterView;
import dev.rapport.lists.web.FilterViews;
import dev.rapport.web.Highlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The calendar's page.
 *
 * @param title the days that are shown, as people call them
 * @param first of these days
 * @param before a day of what is shown before; with {@code after}, the one of what is shown next
 * @param days of a week or a month; of an agenda those on which something begins
 * @param opens the first hour of a week's days that is shown, 0 to 23
 * @param closes the hour up to which it is shown, 1 to 24
 * @param next of an agenda: where it goes on, null at its end
 * @param me login of the reader
 * @param workFrom from when on people work on a working day
 * @param workTo until when
 * @param morning when a day's first contact is proposed
 * @param zone of the business
 * @param part whether it goes into a page that is there
 * @param slow whether what is shown took too long to find
 */
@RecordBuilder
record CalendarView(
        Kind kind,
        String title,
        LocalDate first,
        LocalDate before,
        LocalDate after,
        List<Day> days,
        int opens,
        int closes,
        @Nullable String next,
        FilterView filter,
        Highlight highlight,
        String me,
        Instant now,
        LocalTime workFrom,
        LocalTime workTo,
        LocalTime morning,
        ZoneId zone,
        boolean later,
        boolean part,
        boolean slow) {

    /** What a page shows. */
    enum Kind {
        WEEK,
        MONTH,
        AGENDA;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A day.
     *
     * @param working whether people work on it
     * @param outside whether it belongs to another month than the one that is shown
     * @param nowAt of today: minutes since midnight; null on any other day
     * @param total how many contacts begin on it
     * @param entries those that begin first
     * @param column the same as a column of a week; null elsewhere
     */
    @RecordBuilder
    record Day(
            LocalDate day,
            boolean working,
            boolean outside,
            @Nullable String holiday,
            @Nullable Integer nowAt,
            int total,
            List<Entry> entries,
            @Nullable DayColumn column) {

        public int hidden() {
            return total - entries.size();
        }
    }

    private static final int HUES = 8;

    static final String PATH = "/calendar";

    public String kindKey() {
        return kind.key();
    }

    /** URL of the same with another kind of page. */
    public String as(String key) {
        return url(Map.of("view", key));
    }

    /** URL of the same around another day. */
    public String around(LocalDate day) {
        return url(Map.of("date", day.toString()));
    }

    /** URL of the agenda from a day on. */
    public String agendaOf(LocalDate day) {
        return url(Map.of("view", Kind.AGENDA.key(), "date", day.toString()));
    }

    /** URL of today. */
    public String today() {
        Map<String, String> kept = new LinkedHashMap<>(filter.kept());
        kept.remove("date");
        return PATH + filter.filters().query(FilterViews.query(kept));
    }

    /** URL of what follows in an agenda. */
    public String more() {
        return url(Map.of("after", String.valueOf(next)));
    }

    /** URL of the calendar of one colleague; of everybody for null. */
    public String whose(@Nullable String login) {
        String others = filter.filters().without("responsible").query(FilterViews.query(filter.kept()));
        return login == null ? PATH + others : PATH + others + "&responsible=" + login;
    }

    /** Whose calendar it is: their names, none for everybody's. */
    public List<Choice> people() {
        return filter.choices().users().stream()
                .filter(user -> filter.filters().has("responsible", user.value()))
                .toList();
    }

    /** Whether people work in an hour of a day. */
    public boolean works(Day day, int hour) {
        LocalTime begins = LocalTime.of(hour, 0);
        return day.working() && !begins.isBefore(workFrom) && begins.isBefore(workTo);
    }

    /** When it starts, by the clock. */
    public int minuteOfDay(Entry entry) {
        return entry.start().atZone(zone).toLocalTime().toSecondOfDay() / 60;
    }

    /** How an entry looks; empty for what is planned. */
    public String state(Entry entry) {
        return switch (State.of(entry, now)) {
            case VOIDED -> "is-voided";
            case LATE -> "is-late";
            case PLANNED -> "";
            case PERFORMED -> "is-done";
            case NOT_PERFORMED -> "is-done is-not";
        };
    }

    /** Key of the message that says how it stands. */
    public String stateKey(Entry entry) {
        State state = State.of(entry, now);
        return switch (state) {
            case VOIDED -> "history.is-voided";
            case LATE -> "history.overdue";
            case PLANNED, PERFORMED, NOT_PERFORMED -> "history.status." + state;
        };
    }

    /** Whether it is open and should have been done. */
    public boolean late(Entry entry) {
        return State.of(entry, now) == State.LATE;
    }

    private enum State {
        VOIDED,
        LATE,
        PLANNED,
        PERFORMED,
        NOT_PERFORMED;

        static State of(Entry entry, Instant now) {
            if (entry.voided() != null) {
                return VOIDED;
            }
            if (entry.upcoming()) {
                return entry.start().isBefore(now) ? LATE : PLANNED;
            }
            return valueOf(entry.status());
        }
    }

    /** The colour of a type, 0 to 7: that of its place among the types, so that the first eight differ. */
    public int hue(String type) {
        List<Choice> types = filter.choices().types();
        Choice choice = FilterChoices.find(types, type);
        return choice == null ? 0 : types.indexOf(choice) % HUES;
    }

    /** URL of a form for a contact that starts on a day at some time of it; whose calendar it is, is responsible. */
    public String plan(LocalDate day, int hour, int minute) {
        List<Choice> people = people();
        String responsible = mine() || people.size() != 1
                ? ""
                : "&responsible=" + people.get(0).value();
        return "/contacts/new?start=%sT%02d:%02d%s".formatted(day, hour, minute, responsible);
    }

    /** The same at the time that is proposed for a day. */
    public String plan(LocalDate day) {
        return plan(day, morning.getHour(), morning.getMinute());
    }

    public boolean mine() {
        return filter.filters().all("responsible").equals(List.of(me));
    }

    public boolean everybodys() {
        return filter.filters().all("responsible").isEmpty();
    }

    /** The hours that begin on the page. */
    public List<Integer> hours() {
        return IntStream.range(opens, closes).boxed().toList();
    }

    private String url(Map<String, String> other) {
        Map<String, String> kept = new LinkedHashMap<>(filter.kept());
        kept.putAll(other);
        return PATH + filter.filters().query(FilterViews.query(kept));
    }
}
