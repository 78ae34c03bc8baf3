package dev.rapport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.BusinessTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
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

    private static SuggestStart at(String now) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        return new SuggestStart(new BusinessTime(clock, ZoneId.of("Europe/Berlin")));
    }
}
