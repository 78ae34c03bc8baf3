package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On which days the business works, and what it says to settings that make no sense. */
@Tag("fast")
class WorkingTimeTest {

    private static final String WEEK = "MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY";

    @ParameterizedTest
    @CsvSource({
        "'', 2027-10-01, true", // Friday
        "'', 2027-10-02, false", // Saturday
        "'', 2025-10-03, false", // German Unity Day, a Friday
        "'', 2027-03-29, false", // Easter Monday
        "DE, 2027-03-30, true",
        "DE-NI, 2025-10-31, false", // Reformation Day, a Friday
        "de-ni, 2025-10-31, false",
        "DE-BY, 2025-10-31, true",
        "'', 2025-10-31, true",
        "DE-NI, 2016-10-31, true", // not before 2018, but in 2017 everywhere
        "DE-BY, 2017-10-31, false",
        "DE-BY, 2027-11-01, false", // All Saints
        "DE-NI, 2027-11-01, true",
        "DE-SN, 2027-11-17, false", // Day of Repentance and Prayer
        "DE-BE, 2027-03-08, false", // Women's Day
        "'', 2008-05-01, false", // two holidays at once
        // the weeks in which the clocks change
        "'', 2027-03-26, false", // Good Friday
        "'', 2028-03-24, true",
        "'', 2028-03-27, true",
        "'', 2028-10-30, true",
    })
    void worksOnWorkingDaysThatAreNoHolidays(String region, LocalDate day, boolean works) {
        assertThat(work(region).worksOn(day)).isEqualTo(works);
    }

    @Test
    void aHolidayHasANameInBothLanguages() {
        LocalDate reformation = LocalDate.of(2027, 10, 31);

        assertThat(work("DE-NI").holiday(reformation, Locale.GERMANY)).contains("Reformationstag");
        assertThat(work("DE-NI").holiday(reformation, Locale.UK)).contains("Reformation day");
        assertThat(work("DE-NI").holiday(reformation, Locale.FRENCH)).contains("Reformationstag");
        assertThat(work("DE-BY").holiday(reformation, Locale.GERMAN)).isEmpty();
        assertThat(work("").holiday(LocalDate.of(2027, 10, 3), Locale.GERMAN)).contains("Tag der Deutschen Einheit");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-02, 2027-06-03",
        "2027-06-04, 2027-06-07",
        "2027-06-05, 2027-06-07",
        "2027-03-25, 2027-03-30", // before Easter, over the change to summer time
        "2027-12-31, 2028-01-03", // into the next year
        "2026-12-31, 2027-01-04",
        "2027-10-29, 2027-11-01",
    })
    void afterADayComesTheNextWorkingDay(LocalDate day, LocalDate next) {
        assertThat(work("DE-NI").nextWorkingDay(day)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-04, 2027-06-04, 2027-06-04",
        "2027-06-05, 2027-06-07, 2027-06-04",
        "2027-03-28, 2027-03-30, 2027-03-25",
    })
    void aDayThatIsNoneGivesWayToTheOneBesideIt(LocalDate day, LocalDate from, LocalDate until) {
        assertThat(work("DE-NI").workingDayFrom(day)).isEqualTo(from);
        assertThat(work("DE-NI").workingDayUntil(day)).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-05, 0, 2027-06-05",
        "2027-06-05, 1, 2027-06-07",
        "2027-06-02, 5, 2027-06-09",
        "2027-03-25, 2, 2027-03-31",
    })
    void countsWorkingDaysOnly(LocalDate day, int count, LocalDate later) {
        assertThat(work("DE-NI").plusWorkingDays(day, count)).isEqualTo(later);
    }

    /** Sundays may be working days too, and a shop may close on Mondays. */
    @Test
    void theWeekIsTheOperators() {
        WorkingTime shop = new WorkingTime("", "tuesday,Saturday, SUNDAY", "04:30", "08:00");

        assertThat(shop.isWorkingDay(DayOfWeek.SUNDAY)).isTrue();
        assertThat(shop.isWorkingDay(DayOfWeek.MONDAY)).isFalse();
        assertThat(shop.nextWorkingDay(LocalDate.of(2027, 6, 5))).isEqualTo("2027-06-06");
        assertThat(shop.nextWorkingDay(LocalDate.of(2027, 6, 6))).isEqualTo("2027-06-08");
        assertThat(shop.opens()).isEqualTo(LocalTime.of(4, 30));
        assertThat(shop.closes()).isEqualTo(LocalTime.of(8, 0));
        assertThat(shop.morning()).isEqualTo(shop.opens());
        assertThat(shop.afternoon()).isEqualTo(shop.closes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NI", "AT", "DE-XX", "DE-", "Niedersachsen", "DE-NI-X"})
    void refusesARegionThatIsNoGermanState(String region) {
        assertThatThrownBy(() -> work(region))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RAPPORT_WORKING_TIME_REGION has to be a German state such as DE-NI, or DE, not " + region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MONTAG", "MONDAY,,FRIDAY", "MONDAY-FRIDAY"})
    void refusesWhatAreNoDays(String days) {
        assertThatThrownBy(() -> new WorkingTime("", days, "08:00", "18:00"))
                .hasMessage("RAPPORT_WORKING_TIME_DAYS has to be days such as MONDAY,TUESDAY, not " + days);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 18:00, 'RAPPORT_WORKING_TIME_OPENS has to be a time of day such as 08:00, not 8'",
        "08:00, 24:00, 'RAPPORT_WORKING_TIME_CLOSES has to be a time of day such as 08:00, not 24:00'",
        "18:00, 08:00, 'RAPPORT_WORKING_TIME_CLOSES has to be later than RAPPORT_WORKING_TIME_OPENS, 18:00, not 08:00'",
        "08:00, 08:00, 'RAPPORT_WORKING_TIME_CLOSES has to be later than RAPPORT_WORKING_TIME_OPENS, 08:00, not 08:00'",
    })
    void refusesHoursThatAreNone(String opens, String closes, String sentence) {
        assertThatThrownBy(() -> new WorkingTime("", WEEK, opens, closes)).hasMessage(sentence);
    }

    /** Else a state would be taken at the start and have no holidays of its own. */
    @Test
    void theCalendarKnowsAllStates() {
        assertThat(
                        HolidayManager.getInstance(ManagerParameters.create("de"))
                                .getCalendarHierarchy()
                                .getChildren()
                                .keySet()
                                .stream()
                                .map(state -> state.toUpperCase(Locale.ROOT))
                                .collect(Collectors.toSet()))
                .isEqualTo(Holidays.STATES);
    }

    private static WorkingTime work(String region) {
        return new WorkingTime(region, WEEK, "08:00", "18:00");
    }
}
