package dev.rapport.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long before its start a contact is reminded of (rule 14): one of those that people are offered, or whatever a model says.
 *
 * @param code ISO-8601 period or duration, as forms, the API and the database spell it: {@code PT15M}, {@code PT2H}, {@code P3D}
 */
public record ReminderLead(String code) {

    public static final ReminderLead AT_START = new ReminderLead("PT0M");
    public static final ReminderLead MINUTES_15 = new ReminderLead("PT15M");
    public static final ReminderLead HOUR_1 = new ReminderLead("PT1H");
    public static final ReminderLead DAY_1 = new ReminderLead("P1D");
    public static final ReminderLead WEEK_1 = new ReminderLead("P7D");

    /** What people choose from. */
    public static final List<ReminderLead> OFFERED = List.of(AT_START, MINUTES_15, HOUR_1, DAY_1, WEEK_1);

    /** Unless something else is chosen. */
    public static final ReminderLead DEFAULT = DAY_1;

    private static final Pattern CODE = Pattern.compile("P(?:([0-9]{1,3})D|T([0-9]{1,3})H|T([0-9]{1,4})M)");

    /** The instant to remind: days keep the wall-clock time in the zone, also across a DST change. */
    public Instant before(Instant start, ZoneId zone) {
        TemporalAmount amount = unit().equals("days") ? Period.parse(code) : Duration.parse(code);
        return start.atZone(zone).minus(amount).toInstant();
    }

    /** Whether people can choose it. */
    public boolean offered() {
        return OFFERED.contains(this);
    }

    /** In what it is counted: the message {@code reminder.lead.<unit>} says it. */
    public String unit() {
        return !code.startsWith("PT") ? "days" : code.endsWith("H") ? "hours" : "minutes";
    }

    public int number() {
        return Integer.parseInt(code.replaceAll("[^0-9]", ""));
    }

    /** Those that people can choose, and one that a model has chosen. */
    public static List<ReminderLead> offeredAnd(String chosen) {
        return Stream.concat(OFFERED.stream(), of(chosen).stream()).distinct().toList();
    }

    /** Reads one that people can choose. */
    public static Optional<ReminderLead> offered(String code) {
        return of(code).filter(ReminderLead::offered);
    }

    /** Reads a code; {@code P1W} is the same as {@code P7D}, {@code PT0S} the same as {@code PT0M}, {@code PT60M} as {@code PT1H}. */
    public static Optional<ReminderLead> of(String code) {
        Matcher said = CODE.matcher(code);
        if (!said.matches()) {
            return switch (code) {
                case "P1W" -> Optional.of(WEEK_1);
                case "PT0S" -> Optional.of(AT_START);
                default -> Optional.empty();
            };
        }
        if (said.group(1) != null) {
            int days = Integer.parseInt(said.group(1));
            return Optional.of(days == 0 ? AT_START : new ReminderLead("P" + days + "D"));
        }
        int minutes = said.group(2) != null ? 60 * Integer.parseInt(said.group(2)) : Integer.parseInt(said.group(3));
        boolean hours = minutes > 0 && minutes % 60 == 0;
        return Optional.of(new ReminderLead(hours ? "PT" + minutes / 60 + "H" : "PT" + minutes + "M"));
    }
}
