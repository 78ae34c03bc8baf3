package dev.rapport.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.WorkingTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many contacts are spread over a window so that one person can do them one after the other. */
@Tag("fast")
class StartSlotsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final WorkingTime WORK =
            new WorkingTime("DE-NI", "MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY", "08:00", "18:00");

    @Test
    void theFirstBeginsWithTheWindowAndTheRestFollowInTheirOrder() {
        // Wednesday
        List<LocalDateTime> starts = starts("2027-06-02T09:00", "2027-06-02T10:00", 5);

        assertThat(starts)
                .containsExactly(
                        LocalDateTime.parse("2027-06-02T09:00"),
                        LocalDateTime.parse("2027-06-02T09:15"),
                        LocalDateTime.parse("2027-06-02T09:30"),
                        LocalDateTime.parse("2027-06-02T09:45"),
                        LocalDateTime.parse("2027-06-02T10:00"));
    }

    @Test
    void fewAreSpreadOverAllOfTheWindow() {
        // 2 days with 5 quarters each
        assertThat(starts("2027-06-02T09:00", "2027-06-03T10:00", 2))
                .containsExactly(LocalDateTime.parse("2027-06-02T09:00"), LocalDateTime.parse("2027-06-03T09:00"));
    }

    @Test
    void moreThanThereAreQuartersShareThemEvenly() {
        List<LocalDateTime> starts = starts("2027-06-02T09:00", "2027-06-02T09:30", 9);

        assertThat(starts).isSorted();
        assertThat(starts.stream().distinct())
                .hasSize(3)
                .allSatisfy(
                        start -> assertThat(starts).filteredOn(start::equals).hasSize(3));
    }

    @Test
    void weekendsAreLeftOut() {
        // Friday to Tuesday
        List<LocalDateTime> starts = starts("2027-06-04T09:00", "2027-06-08T16:00", 200);

        assertThat(starts).isSorted();
        assertThat(starts)
                .extracting(LocalDateTime::getDayOfWeek)
                .containsOnly(DayOfWeek.FRIDAY, DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
        assertThat(starts)
                .extracting(LocalDateTime::toLocalTime)
                .allMatch(time -> !time.isBefore(LocalTime.of(9, 0)) && !time.isAfter(LocalTime.of(16, 0)))
                .contains(LocalTime.of(16, 0));
    }

    @Test
    void holidaysAreLeftOut() {
        // Thursday to Tuesday, with Good Friday and Easter Monday between them
        assertThat(starts("2027-03-25T09:00", "2027-03-30T16:00", 200))
                .extracting(LocalDateTime::toLocalDate)
                .containsOnly(LocalDate.parse("2027-03-25"), LocalDate.parse("2027-03-30"));
    }

    @Test
    void theHoursAreThoseOfTheWindow() {
        assertThat(starts("2027-06-02T05:00", "2027-06-02T22:00", 2))
                .containsExactly(LocalDateTime.parse("2027-06-02T05:00"), LocalDateTime.parse("2027-06-02T13:30"));
    }

    @Test
    void aWindowThatIsAHolidayIsMeant() {
        assertThat(starts("2027-03-29T09:00", "2027-03-29T09:00", 1))
                .containsExactly(LocalDateTime.parse("2027-03-29T09:00"));
    }

    @Test
    void aWindowThatIsAWeekendIsMeant() {
        assertThat(starts("2027-06-05T09:00", "2027-06-06T09:00", 2))
                .containsExactly(LocalDateTime.parse("2027-06-05T09:00"), LocalDateTime.parse("2027-06-06T09:00"));
    }

    @Test
    void aWindowWithoutLengthHasOneStart() {
        assertThat(starts("2027-06-02T09:00", "2027-06-02T09:00", 3))
                .containsOnly(LocalDateTime.parse("2027-06-02T09:00"));
    }

    @Test
    void whatIsLeftOfAQuarterIsNoStart() {
        assertThat(starts("2027-06-02T09:00", "2027-06-02T09:29", 2))
                .containsExactly(LocalDateTime.parse("2027-06-02T09:00"), LocalDateTime.parse("2027-06-02T09:15"));
    }

    /** On 2027-10-31, a Sunday, summer time ends: from Friday to Monday the wall clock stays the same. */
    @Test
    void theWallClockCounts() {
        List<OffsetDateTime> starts = offsets("2027-10-29T09:00", "2027-11-01T09:00", 2);

        assertThat(starts)
                .containsExactly(
                        OffsetDateTime.parse("2027-10-29T09:00+02:00"), OffsetDateTime.parse("2027-11-01T09:00+01:00"));
    }

    private static List<LocalDateTime> starts(String from, String to, int total) {
        return offsets(from, to, total).stream()
                .map(OffsetDateTime::toLocalDateTime)
                .toList();
    }

    private static List<OffsetDateTime> offsets(String from, String to, int total) {
        StartSlots slots = new StartSlots(
                LocalDateTime.parse(from).atZone(BERLIN).toInstant(),
                LocalDateTime.parse(to).atZone(BERLIN).toInstant(),
                BERLIN,
                WORK);
        return IntStream.range(0, total)
                .mapToObj(index -> slots.start(index, total))
                .toList();
    }
}
