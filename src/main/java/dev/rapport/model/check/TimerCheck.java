package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import org.w3c.dom.Element;

/** Whether a time that somebody typed is one, of the kind that belongs there, and does not come round too often. */
final class TimerCheck {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** So many times at the most the engine may have to count from the start of a cycle to today. */
    private static final long MOST_PAST = 10_000;

    private static final int MOST_RETRIES = 100;

    private static final Pattern CYCLE = Pattern.compile("R(\\d*)(/[^/]+)?(/[^/]+)");

    private static final Pattern RETRIES = Pattern.compile("R(\\d{1,9})/(.+)");

    private static final DatatypeFactory DURATIONS = durations();

    private final Findings findings;
    private final Instant now;

    TimerCheck(Findings findings, Instant now) {
        this.findings = findings;
        this.now = now;
    }

    /** Checks a timer that is no expression; one that is, is the business of {@link ValueCheck}. */
    void check(Element event, Element definition) {
        var times = Xml.children(definition)
                .filter(child -> child.getLocalName().startsWith("time"))
                .toList();
        if (times.size() != 1) {
            findings.error(event, "timer-missing");
            return;
        }
        Element time = times.get(0);
        String text = Xml.directText(time).strip();
        if (!ExpressionGrammar.isPlain(text)) {
            return;
        }
        switch (time.getLocalName()) {
            case "timeDate" -> {
                if (!isDate(text)) {
                    findings.error(event, "timer-date", Findings.shorten(text));
                }
            }
            case "timeDuration" -> {
                if (duration(text).isEmpty()) {
                    findings.error(event, "timer-duration", Findings.shorten(text));
                }
            }
            default -> checkCycle(event, text);
        }
    }

    private void checkCycle(Element event, String text) {
        Matcher cycle = CYCLE.matcher(text);
        if (cycle.matches()) {
            String first = cycle.group(2);
            Optional<Duration> period = duration(cycle.group(3).substring(1));
            if (period.isEmpty() || (first != null && !isDate(first.substring(1)))) {
                findings.error(event, "timer-cycle", Findings.shorten(text));
            } else if (period.get().compareTo(SHORTEST) < 0
                    || (first != null && longPast(first.substring(1), period.get()))) {
                findings.error(event, "timer-dense", Findings.shorten(text));
            }
            return;
        }
        if (text.startsWith("R") || !CronExpression.isValidExpression(text)) {
            findings.error(event, "timer-cycle", Findings.shorten(text));
        } else if (isDense(CronExpression.parse(text))) {
            findings.error(event, "timer-dense", Findings.shorten(text));
        }
    }

    /** The engine steps from the start of a cycle to today, one by one. */
    private boolean longPast(String first, Duration period) {
        Duration past = Duration.between(instant(first), now);
        return past.compareTo(period.multipliedBy(MOST_PAST)) > 0;
    }

    private boolean isDense(CronExpression cron) {
        ZonedDateTime last = cron.next(now.atZone(ZoneOffset.UTC));
        for (int i = 0; i < MOST_RETRIES && last != null; i++) {
            ZonedDateTime next = cron.next(last);
            if (next != null && Duration.between(last, next).compareTo(SHORTEST) < 0) {
                return true;
            }
            last = next;
        }
        return false;
    }

    /** Whether a timer is one whose time is over within a minute, so that a circle with it never rests. */
    static boolean firesWithinAMinute(Element definition) {
        return Xml.children(definition)
                .map(time -> Xml.directText(time).strip())
                .anyMatch(text -> isDate(text)
                        || duration(text)
                                .map(length -> length.compareTo(SHORTEST) < 0)
                                .orElse(false));
    }

    /** A due date may be a date or, from now on, a duration. */
    static boolean isDueDate(String text) {
        return isDate(text) || duration(text).isPresent();
    }

    /** When a failed job is tried again: durations, or one with how often. */
    static boolean areRetries(String text) {
        Matcher repeated = RETRIES.matcher(text);
        if (repeated.matches()) {
            return Integer.parseInt(repeated.group(1)) <= MOST_RETRIES
                    && duration(repeated.group(2)).isPresent();
        }
        String[] parts = text.split(",", -1);
        return parts.length <= MOST_RETRIES
                && Arrays.stream(parts).allMatch(part -> duration(part.strip()).isPresent());
    }

    private static boolean isDate(String text) {
        return parsed(text) != null;
    }

    private static @Nullable TemporalAccessor parsed(String text) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeParseException noTime) {
            try {
                return java.time.LocalDate.parse(text).atStartOfDay();
            } catch (DateTimeParseException noDate) {
                return null;
            }
        }
    }

    private static Instant instant(String text) {
        return parsed(text) instanceof OffsetDateTime withOffset
                ? withOffset.toInstant()
                : ((LocalDateTime) java.util.Objects.requireNonNull(parsed(text))).toInstant(ZoneOffset.UTC);
    }

    /** As the engine reads durations: no weeks, and nothing backwards. */
    private static Optional<Duration> duration(String text) {
        if (!text.startsWith("P")) {
            return Optional.empty();
        }
        try {
            javax.xml.datatype.Duration read = DURATIONS.newDuration(text);
            return read.getYears() > 100
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(read.getTimeInMillis(
                            java.util.GregorianCalendar.from(Instant.EPOCH.atZone(ZoneOffset.UTC)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DatatypeFactory durations() {
        try {
            return DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("Every Java platform reads durations", e);
        }
    }
}
