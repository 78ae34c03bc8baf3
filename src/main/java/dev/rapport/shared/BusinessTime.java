package dev.rapport.shared;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * The only source of "now". Instants are UTC; whatever a person means by a day or a time of day is decided in the
 * business time zone. The clock can be shifted as a whole: by {@code rapport.time.offset} at start and by tests.
 */
public final class BusinessTime {

    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    /** When it is on this thread, while something that is long past happens again. */
    private static final ThreadLocal<@Nullable Instant> STOPPED = new ThreadLocal<>();

    private final ZoneId zone;
    private volatile Clock clock;

    public BusinessTime(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    public Instant now() {
        Instant then = STOPPED.get();
        return then == null ? clock.instant() : then;
    }

    /** Does something at another time than now; on this thread the clock stands still as long as it lasts. */
    public void at(Instant then, Runnable work) {
        Instant before = STOPPED.get();
        STOPPED.set(then);
        try {
            work.run();
        } finally {
            if (before == null) {
                STOPPED.remove();
            } else {
                STOPPED.set(before);
            }
        }
    }

    boolean isStopped() {
        return STOPPED.get() != null;
    }

    public ZonedDateTime nowLocal() {
        return now().atZone(zone);
    }

    public LocalDate today() {
        return nowLocal().toLocalDate();
    }

    /** The day of the business on which something happens. */
    public LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** When a day of the business begins. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    public ZoneId zone() {
        return zone;
    }

    /**
     * Reads a date and time as people and clients write it: ISO-8601 with an offset, or local in the business zone. Of
     * two equal times in a DST overlap the first is taken. Fractions of a second are cut off: the engine's timers keep
     * fewer digits than the database, and a timer must not fire before its time.
     *
     * @return null when it was refused: {@code start.invalid}, {@code start.in-dst-gap}, or {@code start.out-of-range}
     *     outside 1990-01-01 to today + 10 years
     */
    public @Nullable Instant read(FieldChecks checks, String field, String value) {
        ZonedDateTime read;
        try {
            TemporalAccessor parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(value.strip(), OffsetDateTime::from, LocalDateTime::from);
            if (parsed instanceof OffsetDateTime withOffset) {
                read = withOffset.atZoneSameInstant(zone);
            } else {
                LocalDateTime local = (LocalDateTime) parsed;
                if (zone.getRules().getValidOffsets(local).isEmpty()) {
                    checks.refuse(field, "start.in-dst-gap");
                    return null;
                }
                read = local.atZone(zone);
            }
        } catch (DateTimeException e) {
            checks.refuse(field, "start.invalid");
            return null;
        }
        if (read.toLocalDate().isBefore(EARLIEST) || read.toLocalDate().isAfter(today().plusYears(10))) {
            checks.refuse(field, "start.out-of-range");
            return null;
        }
        return read.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Reads a day as people and clients write it: ISO-8601 without a time. A blank one is none.
     *
     * @return null when there is none or it was refused: {@code date.invalid}, or {@code start.out-of-range} outside
     *     1990-01-01 to today + 10 years
     */
    public @Nullable LocalDate readDate(FieldChecks checks, String field, @Nullable String value) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(value.strip());
            if (date.isBefore(EARLIEST) || date.isAfter(today().plusYears(10))) {
                checks.refuse(field, "start.out-of-range");
                return null;
            }
            return date;
        } catch (DateTimeException e) {
            checks.refuse(field, "date.invalid");
            return null;
        }
    }

    /** Who types into a field just now, in the language of the request. */
    public TimeEntry.Reader reader(TimeEntry.Toward toward) {
        boolean english = Languages.isEnglish(LocaleContextHolder.getLocale());
        return new TimeEntry.Reader(
                nowLocal().toLocalDateTime().truncatedTo(ChronoUnit.MINUTES), zone, english, toward);
    }

    /** The day that an URL says, ISO-8601; empty for what is none, or one that nothing can begin on. */
    public Optional<LocalDate> day(@Nullable String said) {
        LocalDate day = readDate(new FieldChecks(), "date", said);
        return Optional.ofNullable(day);
    }

    /** The instant as local date and time with offset, as the API answers it. */
    public OffsetDateTime local(Instant instant) {
        return instant.atZone(zone).toOffsetDateTime();
    }

    /** Moves the clock forward, or back with a negative amount. */
    public void shift(Duration amount) {
        clock = Clock.offset(clock, amount);
    }
}
