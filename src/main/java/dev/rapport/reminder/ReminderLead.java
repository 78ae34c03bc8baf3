package dev.rapport.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Optional;

/** How long before its start a contact is reminded of (rule 14). */
public enum ReminderLead {
    AT_START("PT0M", Duration.ZERO),
    MINUTES_15("PT15M", Duration.ofMinutes(15)),
    HOUR_1("PT1H", Duration.ofHours(1)),
    DAY_1("P1D", Period.ofDays(1)),
    WEEK_1("P7D", Period.ofWeeks(1));

    /** Unless something else is chosen. */
    public static final ReminderLead DEFAULT = DAY_1;

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // Period and Duration are immutable
    private final TemporalAmount amount;

    ReminderLead(String code, TemporalAmount amount) {
        this.code = code;
        this.amount = amount;
    }

    /** ISO-8601 period or duration, as forms, the API and the database spell it. */
    public String code() {
        return code;
    }

    /** The instant to remind: days and weeks keep the wall-clock time in the zone, also across a DST change. */
    public Instant before(Instant start, ZoneId zone) {
        return start.atZone(zone).minus(amount).toInstant();
    }

    /** Reads a code; {@code P1W} is the same as {@code P7D}, {@code PT0S} the same as {@code PT0M}. */
    public static Optional<ReminderLead> of(String code) {
        String canonical = switch (code) {
            case "P1W" -> "P7D";
            case "PT0S" -> "PT0M";
            default -> code;
        };
        return Arrays.stream(values())
                .filter(lead -> lead.code.equals(canonical))
                .findFirst();
    }
}
