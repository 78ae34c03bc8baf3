package dev.rapport.shared;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times of day and durations as people type them on pages and in Tasklist. The browser does the same in {@code
 * time-entry.js} and shows at once what it has understood; {@code time-entries.tsv} says for both what comes out. The API takes
 * none of it.
 */
public final class TimeEntry {

    /** Where a date without its year lies. */
    public enum Toward {
        /** What is being planned: today or the next one. */
        AHEAD,
        /** What has happened: today or the last one. */
        BACK,
        /** What may be either: one of the last 90 days, else the next one. */
        EITHER
    }

    /** Who has typed, and when: what a word like "morgen" means, and whether the month comes first. */
    public record Reader(LocalDateTime now, ZoneId zone, boolean english, Toward toward) {

        LocalDate today() {
            return now.toLocalDate();
        }

        /** A day as a field shows it before anybody types: the shortest way this reader writes it, year and all. */
        public String shown(LocalDate day) {
            return (english ? MONTH_FIRST : DAY_FIRST).format(day);
        }

        /** Date and time as a field for both shows them. */
        public String shown(LocalDateTime start) {
            return shown(start.toLocalDate()) + " " + CLOCK.format(start);
        }
    }

    /**
     * What came of a text; neither for a blank one.
     *
     * @param value ISO-8601: a date, {@code HH:mm} or a local date and time
     * @param problem why there is no value, the end of a message's key {@code error.entry.…}
     */
    public record Read(@Nullable String value, @Nullable String problem) {

        static final Read BLANK = new Read(null, null);

        static Read of(Object value) {
            return new Read(value.toString(), null);
        }

        static Read not(String problem) {
            return new Read(null, problem);
        }

        boolean understood() {
            return value != null;
        }

        /** What is understood, else what was typed, which whoever checks it refuses. */
        public @Nullable String or(@Nullable String typed) {
            return value == null ? typed : value;
        }
    }

    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final DateTimeFormatter MONTH_FIRST = DateTimeFormatter.ofPattern("MM/dd/yyyy");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private static final Set<String> GENERAL = Set.of("date", "time", "datetime", "duration");

    private static final int LONGEST = 60;

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern HIDDEN = Pattern.compile("\\p{Cf}");
    private static final Pattern DASHES = Pattern.compile("[\u2010-\u2015\u2212]");
    private static final Pattern EDGES = Pattern.compile("^[ ,;]+|[ ,;]+$");
    private static final Pattern OTHER_DIGITS = Pattern.compile(".*[\\p{Nd}&&[^0-9]].*");
    private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})t(\\d{2}:\\d{2})(?::00)?");
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.?");
    private static final Pattern BEFORE_TIME = Pattern.compile("^(um|at|ab|gegen) ");

    private TimeEntry() {}

    public static Read date(@Nullable String typed, Reader reader) {
        String text = tidy(typed);
        Read refused = refused(text, "date");
        return refused != null ? refused : DateEntry.read(text, reader);
    }

    public static Read time(@Nullable String typed, Reader reader) {
        String text = tidy(typed);
        Read refused = refused(text, "time");
        return refused != null ? refused : ClockEntry.time(text, reader);
    }

    /** At most 23:59, as {@code HH:mm}; a number alone means minutes. */
    public static Read duration(@Nullable String typed) {
        String text = tidy(typed);
        Read refused = refused(text, "duration");
        return refused != null ? refused : ClockEntry.duration(text);
    }

    /** A date and a time in one field. */
    public static Read dateTime(@Nullable String typed, Reader reader) {
        String text = tidy(typed);
        Read refused = refused(text, "datetime");
        if (refused != null) {
            return refused;
        }
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return joined(DateEntry.read(iso.group(1), reader), ClockEntry.time(iso.group(2), reader), reader);
        }
        if (DateEntry.read(text, reader).understood()) {
            return Read.not("time-missing");
        }
        if (ClockEntry.time(text, reader).understood()) {
            return Read.not("date-missing");
        }
        Read best = Read.not("datetime");
        for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
            String before = edgeless(text.substring(0, at));
            String after = BEFORE_TIME.matcher(text.substring(at + 1)).replaceFirst("");
            // "9 11" is no day with a time
            if (NUMBER.matcher(before).matches()) {
                continue;
            }
            Read date = DateEntry.read(before, reader);
            Read time = ClockEntry.time(after, reader);
            if (date.understood() && time.understood()) {
                return joined(date, time, reader);
            }
            if (date.understood() && !"time".equals(time.problem())) {
                best = time;
            } else if (time.understood() && !"date".equals(date.problem()) && "datetime".equals(best.problem())) {
                best = date;
            }
        }
        return best;
    }

    /**
     * A start from a field for the date and one for the time.
     *
     * @return what is typed of the two, joined by {@code T}, where one of them is not understood; null while one is missing
     */
    public static @Nullable String start(@Nullable String date, @Nullable String time, Reader reader) {
        if (date == null || Texts.isBlank(date) || time == null || Texts.isBlank(time)) {
            return null;
        }
        return date(date, reader).or(date.strip()) + "T" + time(time, reader).or(time.strip());
    }

    /**
     * Why a date, a time or both, which are not what the API takes, are no such thing, in more than general terms.
     *
     * @return a problem that can be named, such as a day that its month does not have; else null
     */
    public static @Nullable String problem(String value, Reader reader) {
        int at = value.lastIndexOf('T');
        String date = named(date(at < 0 ? value : value.substring(0, at), reader));
        if (date != null) {
            return date;
        }
        return named(at < 0 ? dateTime(value, reader) : time(value.substring(at + 1), reader));
    }

    /** The same of a duration. */
    public static @Nullable String problemOfDuration(String value) {
        return named(duration(value));
    }

    private static @Nullable String named(Read read) {
        String problem = read.problem();
        return problem == null || GENERAL.contains(problem) ? null : problem;
    }

    private static Read joined(Read date, Read time, Reader reader) {
        if (!date.understood() || !time.understood()) {
            return date.understood() ? time : date;
        }
        String start = date.value() + "T" + time.value();
        boolean skipped = reader.zone()
                .getRules()
                .getValidOffsets(LocalDateTime.parse(start))
                .isEmpty();
        return skipped ? Read.not("gap") : Read.of(start);
    }

    private static @Nullable Read refused(String text, String kind) {
        if (text.isEmpty()) {
            return Read.BLANK;
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            return Read.not(kind);
        }
        return OTHER_DIGITS.matcher(text).matches() ? Read.not("digits") : null;
    }

    private static String tidy(@Nullable String typed) {
        String text = Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFC);
        text = HIDDEN.matcher(text).replaceAll("");
        text = DASHES.matcher(text).replaceAll("-");
        return edgeless(BLANKS.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT));
    }

    private static String edgeless(String text) {
        return EDGES.matcher(text).replaceAll("");
    }
}
