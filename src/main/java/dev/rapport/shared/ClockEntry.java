package dev.rapport.shared;

import dev.rapport.shared.TimeEntry.Read;
import dev.rapport.shared.TimeEntry.Reader;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of day and durations as people type them, see {@link TimeEntry}. Texts are in lower case, with single blanks. */
final class ClockEntry {

    private static final Pattern BEFORE = Pattern.compile("^(um|at|ab|gegen) ");
    private static final Pattern O_CLOCK = Pattern.compile(" ?uhr$");
    private static final Pattern HALF_OF_DAY = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))? ?([ap])\\.? ?m\\.?");
    private static final Pattern HOUR = Pattern.compile("(\\d{1,2})(?: ?h)?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?: ?[:.,h] ?| uhr | )?(\\d{2})(?::00)?");

    private static final Map<String, Integer> SPOKEN = Map.ofEntries(
            Map.entry("viertelstunde", 15),
            Map.entry("eine viertelstunde", 15),
            Map.entry("quarter of an hour", 15),
            Map.entry("halbe stunde", 30),
            Map.entry("eine halbe stunde", 30),
            Map.entry("half an hour", 30),
            Map.entry("dreiviertelstunde", 45),
            Map.entry("eine dreiviertelstunde", 45),
            Map.entry("eine stunde", 60),
            Map.entry("an hour", 60),
            Map.entry("one hour", 60),
            Map.entry("anderthalb stunden", 90),
            Map.entry("eineinhalb stunden", 90));

    private static final String HOURS = "(?:h|std|stunde|stunden|hr|hrs|hour|hours)\\.?";
    private static final String MINUTES = "(?:m|min|mins|minute|minuten|minutes|')\\.?";
    private static final Pattern DIGITS = Pattern.compile("\\d{1,4}");
    private static final Pattern AS_CLOCK = Pattern.compile("0\\d{3}");
    private static final Pattern IN_MINUTES = Pattern.compile("(\\d{1,4}) ?" + MINUTES);
    private static final Pattern COLON = Pattern.compile("(\\d{0,2}):(\\d{2})(?::00)?(?: ?" + HOURS + ")?");
    private static final Pattern DOT = Pattern.compile("(\\d{1,2})\\.(\\d{2})");
    private static final Pattern DECIMAL = Pattern.compile("(\\d{1,2})(?:[.,](\\d{1,2}))? ?" + HOURS);
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("(\\d{1,2})(?:,(\\d{1,2})|\\.(\\d))");
    private static final Pattern BOTH =
            Pattern.compile("(\\d{1,2}) ?" + HOURS + "(?: und| and|,)? ?(\\d{1,2})(?: ?" + MINUTES + ")?");

    private static final int LONGEST = 24 * 60 - 1;

    private ClockEntry() {}

    static Read time(String typed, Reader reader) {
        String text = O_CLOCK.matcher(BEFORE.matcher(typed).replaceFirst("")).replaceFirst("");
        switch (text) {
            case "jetzt", "now" -> {
                return clock(reader.now().getHour(), reader.now().getMinute());
            }
            case "mittag", "mittags", "noon" -> {
                return clock(12, 0);
            }
            case "mitternacht", "midnight" -> {
                return Read.not("midnight");
            }
            default -> {}
        }
        Matcher half = HALF_OF_DAY.matcher(text);
        if (half.matches()) {
            int hour = Integer.parseInt(half.group(1));
            if (hour < 1 || hour > 12) {
                return Read.not("no-such-hour");
            }
            return clock(
                    hour % 12 + (half.group(3).equals("p") ? 12 : 0),
                    half.group(2) == null ? 0 : Integer.parseInt(half.group(2)));
        }
        Matcher time = HOUR.matcher(text);
        if (time.matches()) {
            return clock(Integer.parseInt(time.group(1)), 0);
        }
        time = TIME.matcher(text);
        return time.matches()
                ? clock(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)))
                : Read.not("time");
    }

    private static Read clock(int hour, int minute) {
        if (hour == 24 && minute == 0) {
            return Read.not("midnight");
        }
        if (hour > 23) {
            return Read.not("no-such-hour");
        }
        return minute > 59 ? Read.not("no-such-minute") : Read.of("%02d:%02d".formatted(hour, minute));
    }

    static Read duration(String typed) {
        String text = fractions(typed);
        Integer spoken = SPOKEN.get(text);
        if (spoken != null) {
            return lasting(0, spoken);
        }
        if (text.startsWith("-")) {
            return Read.not("negative");
        }
        if (AS_CLOCK.matcher(text).matches()) {
            return hoursAndMinutes(text.substring(0, 2), text.substring(2));
        }
        if (DIGITS.matcher(text).matches()) {
            return lasting(0, Integer.parseInt(text));
        }
        Matcher lasts = IN_MINUTES.matcher(text);
        if (lasts.matches()) {
            return lasting(0, Integer.parseInt(lasts.group(1)));
        }
        for (Pattern pattern : new Pattern[] {COLON, DOT, BOTH}) {
            lasts = pattern.matcher(text);
            if (lasts.matches()) {
                return hoursAndMinutes(lasts.group(1), lasts.group(2));
            }
        }
        lasts = DECIMAL.matcher(text);
        if (lasts.matches()) {
            return decimal(lasts.group(1), lasts.group(2) == null ? "0" : lasts.group(2));
        }
        lasts = PLAIN_DECIMAL.matcher(text);
        return lasts.matches()
                ? decimal(lasts.group(1), lasts.group(2) == null ? lasts.group(3) : lasts.group(2))
                : Read.not("duration");
    }

    private static String fractions(String text) {
        String written = text.replaceAll("(\\d) ?½", "$1,5").replaceAll("(\\d) ?¼", "$1,25");
        written = written.replaceAll("(\\d) ?¾", "$1,75");
        return written.replace("½", "0,5").replace("¼", "0,25").replace("¾", "0,75");
    }

    private static Read hoursAndMinutes(String hours, String minutes) {
        int rest = Integer.parseInt(minutes);
        return rest > 59 ? Read.not("no-such-minute") : lasting(hours.isEmpty() ? 0 : Integer.parseInt(hours), rest);
    }

    private static Read decimal(String hours, String fraction) {
        int parts = fraction.length() == 1 ? 10 : 100;
        return lasting(Integer.parseInt(hours), (Integer.parseInt(fraction) * 120 + parts) / (2 * parts));
    }

    private static Read lasting(int hours, int minutes) {
        int total = hours * 60 + minutes;
        return total > LONGEST ? Read.not("too-long") : Read.of("%02d:%02d".formatted(total / 60, total % 60));
    }
}
