package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.WorkingTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class SuggestStartTest {

    @Test
    void whatWasPerformedIsProposedForNowWithoutSeconds() {
        assertThat(at("2027-06-02T08:15:59.9Z").performed()).isEqualTo("2027-06-02T10:15");
    }

    /** A day ends when it ends in Berlin: half past ten in the evening, UTC, is tomorrow there in summer. */
    @ParameterizedTest
    @CsvSource({
        "2027-06-02T08:15:00Z, 2027-06-03T09:00", // Wednesday
        "2027-06-03T08:15:00Z, 2027-06-04T09:00", // Thursday
        "2027-06-04T08:15:00Z, 2027-06-07T09:00", // Friday
        "2027-06-05T08:15:00Z, 2027-06-07T09:00", // Saturday
        "2027-06-06T08:15:00Z, 2027-06-07T09:00", // Sunday
        "2027-06-02T22:30:00Z, 2027-06-04T09:00", // Thursday in Berlin
    })
    void whatIsPlannedIsProposedForTheNextWorkingDayInTheMorning(Instant now, LocalDateTime proposed) {
        assertThat(at(now.toString()).planned()).isEqualTo(proposed);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-25T08:15:00Z, 2027-03-30T09:00", // the Thursday before Easter
        "2027-12-24T08:15:00Z, 2027-12-27T09:00", // the Friday before Christmas, at a weekend that year
        "2024-10-02T08:15:00Z, 2024-10-04T09:00", // the day before 3 October
    })
    void noHolidayIsProposed(Instant now, LocalDateTime proposed) {
        assertThat(at(now.toString()).planned()).isEqualTo(proposed);
    }

    /** A window of ten working days, with Whit Monday among them. */
    @Test
    void manyArePlannedUntilTenWorkingDaysLaterInTheAfternoon() {
        assertThat(at("2027-05-09T08:15:00Z").lastPlanned()).isEqualTo("2027-05-25T16:00");
    }

    @ParameterizedTest
    @CsvSource({
        "08:00, 18:00, 09:00, 16:00",
        "10:30, 15:00, 10:30, 15:00",
        "04:00, 08:30, 04:00, 08:30",
        "17:00, 23:00, 17:00, 23:00",
    })
    void whatIsProposedIsWithinTheHours(String opens, String closes, LocalTime first, LocalTime last) {
        SuggestStart suggest = at("2027-06-02T08:15:00Z", opens, closes);

        assertThat(suggest.planned().toLocalTime()).isEqualTo(first);
        assertThat(suggest.lastPlanned().toLocalTime()).isEqualTo(last);
    }

    private static SuggestStart at(String now) {
        return at(now, "08:00", "18:00");
    }

    private static SuggestStart at(String now, String opens, String closes) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        return new SuggestStart(
                new BusinessTime(clock, ZoneId.of("Europe/Berlin")),
                new WorkingTime("DE-NI", "MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY", opens, closes));
    }
}
