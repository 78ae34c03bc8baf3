package dev.rapport.shared;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The public holidays of Germany and of one of its states. The calendar is read when the first day is asked for, not at
 * the start; a year is worked out once.
 */
final class Holidays {

    private static final String COUNTRY = "DE";

    /** ISO 3166-2, without the country. */
    static final Set<String> STATES =
            Set.of("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH");

    private final String[] state;
    private final Map<Integer, Map<LocalDate, Names>> years = new ConcurrentHashMap<>();

    /** What a holiday is called. */
    private record Names(String german, String english) {}

    private Holidays(String... state) {
        this.state = state;
    }

    /**
     * The holidays of a region.
     *
     * @param region a state such as {@code DE-NI}; {@code DE} or nothing for what all states have
     * @throws IllegalArgumentException for anything else
     */
    static Holidays of(String region) {
        String code = region.strip().toUpperCase(Locale.ROOT);
        if (code.isEmpty() || code.equals(COUNTRY)) {
            return new Holidays();
        }
        String state = code.startsWith(COUNTRY + "-") ? code.substring(COUNTRY.length() + 1) : "";
        if (!STATES.contains(state)) {
            throw new IllegalArgumentException(
                    "RAPPORT_WORKING_TIME_REGION has to be a German state such as DE-NI, or DE, not " + region);
        }
        return new Holidays(state.toLowerCase(Locale.ROOT));
    }

    boolean has(LocalDate day) {
        return year(day).containsKey(day);
    }

    Optional<String> name(LocalDate day, Locale locale) {
        boolean english = Languages.isEnglish(locale);
        return Optional.ofNullable(year(day).get(day)).map(names -> english ? names.english() : names.german());
    }

    private Map<LocalDate, Names> year(LocalDate day) {
        return years.computeIfAbsent(day.getYear(), this::read);
    }

    /** Calendar and names are looked for by way of the thread, which need not know what is in the jar. */
    private Map<LocalDate, Names> read(int year) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Holidays.class.getClassLoader());
        try {
            return HolidayManager.getInstance(ManagerParameters.create(COUNTRY.toLowerCase(Locale.ROOT)))
                    .getHolidays(Year.of(year), state)
                    .stream()
                    .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                    // in some years two fall on one day: the first of May and Ascension Day
                    .collect(Collectors.toMap(
                            Holiday::getDate,
                            holiday -> new Names(
                                    holiday.getDescription(Locale.GERMAN), holiday.getDescription(Locale.ENGLISH)),
                            (one, other) -> one));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
