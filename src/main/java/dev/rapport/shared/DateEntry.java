package dev.rapport.shared;

import dev.rapport.shared.TimeEntry.Read;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.shared.TimeEntry.Toward;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as people type them, see {@link TimeEntry}. Texts are in lower case, with single blanks. */
final class DateEntry {

    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("heute", 0),
            Map.entry("today", 0),
            Map.entry("jetzt", 0),
            Map.entry("now", 0),
            Map.entry("morgen", 1),
            Map.entry("tomorrow", 1),
            Map.entry("übermorgen", 2),
            Map.entry("uebermorgen", 2),
            Map.entry("day after tomorrow", 2),
            Map.entry("the day after tomorrow", 2),
            Map.entry("gestern", -1),
            Map.entry("yesterday", -1),
            Map.entry("vorgestern", -2),
            Map.entry("day before yesterday", -2),
            Map.entry("the day before yesterday", -2));

    private static final Map<String, Integer> WEEKDAYS = numbered(
            "mo montag mon monday",
            "di dienstag tu tue tues tuesday",
            "mi mittwoch we wed wednesday",
            "do donnerstag th thu thur thurs thursday",
            "fr freitag fri friday",
            "sa samstag sonnabend sat saturday",
            "so sonntag su sun sunday");

    private static final Map<String, Integer> MONTHS = numbered(
            "januar jänner jaenner jan january",
            "februar feber feb february",
            "märz maerz mär mrz mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec");

    private static final Set<String> DAYS = Set.of("t", "tag", "tage", "tagen", "d", "day", "days");
    private static final Set<String> WEEKS = Set.of("w", "woche", "wochen", "week", "weeks");
    private static final Set<String> MONTHS_LATER = Set.of("monat", "monate", "monaten", "month", "months");

    private static final Pattern SIGNED = Pattern.compile("([+-]) ?(\\d{1,4})(?: ?(\\p{L}+))?");
    private static final Pattern SPOKEN = Pattern.compile("(in|vor) (\\d{1,4}|einem|einer|a|one) (\\p{L}+)");
    private static final Pattern AGO = Pattern.compile("(\\d{1,4}|a|one) (\\p{L}+) ago");
    private static final Pattern WEEKDAY = Pattern.compile(
            "(?:(am|on|diesen|dieser|this|kommenden|kommender|nächsten|nächster|naechsten|naechster|next"
                    + "|letzten|letzter|last|vergangenen|vergangener|vorigen|voriger) )?(\\p{L}+)\\.?");
    private static final Set<String> LAST =
            Set.of("letzten", "letzter", "last", "vergangenen", "vergangener", "vorigen", "voriger");
    private static final Set<String> ON = Set.of("am", "on");
    private static final Pattern WITH_WEEKDAY =
            Pattern.compile("(\\p{L}+)\\.?,? (?:(?:den|the) )?(\\d.*|\\p{L}+\\.? \\d.*)");

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");
    private static final Pattern DOTS = Pattern.compile("(\\d{1,2})\\. ?(\\d{1,2})(?:(?:\\. ?| )(\\d{4}|\\d{2})|\\.)?");
    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})([/-])(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?");
    private static final Pattern DAY_MONTH =
            Pattern.compile("(\\d{1,2})(?:\\.|st|nd|rd|th)? ?(?:of )?(\\p{L}+)\\.?,?(?: (\\d{4}|\\d{2}))?");
    private static final Pattern MONTH_DAY =
            Pattern.compile("(\\p{L}+)\\.? (\\d{1,2})(?:\\.|st|nd|rd|th)?(?:,? (\\d{4}))?");
    private static final Pattern DIGITS = Pattern.compile("(\\d{2})(\\d{2})(\\d{4}|\\d{2})?");
    private static final Pattern COMPACT = Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})\\.?");

    /** How far a year that is not said is looked for: from one leap year to the next but one. */
    private static final int YEARS = 8;

    private static final int RECENT_DAYS = 90;
    private static final int YEARS_AHEAD = 10;

    private DateEntry() {}

    static Read read(String text, Reader reader) {
        LocalDate spoken = spoken(text, reader);
        if (spoken != null) {
            return Read.of(spoken);
        }
        Read written = written(text, reader);
        if (!"date".equals(written.problem())) {
            return written;
        }
        Matcher both = WITH_WEEKDAY.matcher(text);
        if (both.matches() && WEEKDAYS.containsKey(both.group(1))) {
            Read date = written(both.group(2), reader);
            boolean other = date.value() != null
                    && LocalDate.parse(date.value()).getDayOfWeek().getValue() != weekday(both.group(1));
            return other ? Read.not("weekday") : date;
        }
        return written;
    }

    private static @Nullable LocalDate spoken(String text, Reader reader) {
        Integer days = WORDS.get(text);
        if (days != null) {
            return reader.today().plusDays(days);
        }
        Matcher signed = SIGNED.matcher(text);
        if (signed.matches()) {
            String unit = signed.group(3) == null ? "t" : signed.group(3);
            return later(reader, (signed.group(1).equals("-") ? -1 : 1) * Long.parseLong(signed.group(2)), unit);
        }
        Matcher in = SPOKEN.matcher(text);
        if (in.matches()) {
            return later(reader, (in.group(1).equals("vor") ? -1 : 1) * number(in.group(2)), in.group(3));
        }
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return later(reader, -number(ago.group(1)), ago.group(2));
        }
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.matches() && WEEKDAYS.containsKey(weekday.group(2))) {
            DayOfWeek day = DayOfWeek.of(weekday(weekday.group(2)));
            String which = weekday.group(1);
            boolean plain = which == null || ON.contains(which);
            boolean last = plain ? reader.toward() == Toward.BACK : LAST.contains(which);
            return reader.today().with(last ? TemporalAdjusters.previous(day) : TemporalAdjusters.next(day));
        }
        return null;
    }

    private static @Nullable LocalDate later(Reader reader, long amount, String unit) {
        if (DAYS.contains(unit)) {
            return reader.today().plusDays(amount);
        }
        if (WEEKS.contains(unit)) {
            return reader.today().plusWeeks(amount);
        }
        return MONTHS_LATER.contains(unit) ? reader.today().plusMonths(amount) : null;
    }

    private static Read written(String text, Reader reader) {
        Matcher date = YEAR_FIRST.matcher(text);
        if (date.matches()) {
            return date(date.group(1), date.group(3), date.group(4), reader);
        }
        date = DOTS.matcher(text);
        if (date.matches()) {
            return date(date.group(3), date.group(2), date.group(1), reader);
        }
        date = SLASHES.matcher(text);
        if (date.matches()) {
            return inOrder(date.group(1), date.group(3), date.group(4), reader);
        }
        date = DAY_MONTH.matcher(text);
        if (date.matches() && MONTHS.containsKey(date.group(2))) {
            return date(date.group(3), String.valueOf(MONTHS.get(date.group(2))), date.group(1), reader);
        }
        date = MONTH_DAY.matcher(text);
        if (date.matches() && MONTHS.containsKey(date.group(1))) {
            return date(date.group(3), String.valueOf(MONTHS.get(date.group(1))), date.group(2), reader);
        }
        date = COMPACT.matcher(text);
        if (date.matches()) {
            Read compact = date(date.group(1), date.group(2), date.group(3), reader);
            if (compact.understood()) {
                return compact;
            }
        }
        date = DIGITS.matcher(text);
        if (date.matches()) {
            return inOrder(date.group(1), date.group(2), date.group(3), reader);
        }
        date = DAY.matcher(text);
        return date.matches() ? dayOfMonth(Integer.parseInt(date.group(1)), reader) : Read.not("date");
    }

    /** Day and month, or month and day. */
    private static Read inOrder(String first, String second, @Nullable String year, Reader reader) {
        return reader.english() ? date(year, first, second, reader) : date(year, second, first, reader);
    }

    private static Read date(@Nullable String year, String monthText, String dayText, Reader reader) {
        int month = Integer.parseInt(monthText);
        int day = Integer.parseInt(dayText);
        if (month < 1 || month > 12) {
            return Read.not("no-such-month");
        }
        if (day < 1 || day > Month.of(month).maxLength()) {
            return Read.not("no-such-day");
        }
        if (year == null) {
            return withoutYear(month, day, reader);
        }
        int full = Integer.parseInt(year);
        if (year.length() == 2) {
            full += full + 2000 > reader.today().getYear() + YEARS_AHEAD ? 1900 : 2000;
        }
        return day > YearMonth.of(full, month).lengthOfMonth()
                ? Read.not("no-such-day")
                : Read.of(LocalDate.of(full, month, day));
    }

    private static Read withoutYear(int month, int day, Reader reader) {
        LocalDate next = null;
        LocalDate last = null;
        for (int years = -YEARS; years <= YEARS; years++) {
            YearMonth in = YearMonth.of(reader.today().getYear() + years, month);
            if (in.isValidDay(day)) {
                LocalDate date = in.atDay(day);
                last = date.isAfter(reader.today()) ? last : date;
                next = next != null || date.isBefore(reader.today()) ? next : date;
            }
        }
        return chosen(last, next, reader);
    }

    private static Read dayOfMonth(int day, Reader reader) {
        if (day < 1 || day > 31) {
            return Read.not("no-such-day");
        }
        LocalDate next = null;
        LocalDate last = null;
        for (int months = -2; months <= 2; months++) {
            YearMonth in = YearMonth.from(reader.today()).plusMonths(months);
            if (in.isValidDay(day)) {
                LocalDate date = in.atDay(day);
                last = date.isAfter(reader.today()) ? last : date;
                next = next != null || date.isBefore(reader.today()) ? next : date;
            }
        }
        return reader.toward() == Toward.EITHER ? Read.of(known(next)) : chosen(last, next, reader);
    }

    private static Read chosen(@Nullable LocalDate last, @Nullable LocalDate next, Reader reader) {
        LocalDate recent = known(last);
        boolean back = reader.toward() == Toward.BACK
                || (reader.toward() == Toward.EITHER
                        && !recent.isBefore(reader.today().minusDays(RECENT_DAYS)));
        return Read.of(back ? recent : known(next));
    }

    private static LocalDate known(@Nullable LocalDate date) {
        if (date == null) {
            throw new DateTimeException("Every day of a month comes again");
        }
        return date;
    }

    private static int weekday(String name) {
        return WEEKDAYS.getOrDefault(name, 0);
    }

    private static long number(String text) {
        return Character.isDigit(text.charAt(0)) ? Long.parseLong(text) : 1;
    }

    private static Map<String, Integer> numbered(String... names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            for (String name : names[i].split(" ", -1)) {
                numbers.put(name, i + 1);
            }
        }
        return Map.copyOf(numbers);
    }
}
