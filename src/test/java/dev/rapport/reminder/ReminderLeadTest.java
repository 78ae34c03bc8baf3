package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.WorkingTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When one is reminded, and when again (rules 14 and 15). */
@Tag("fast")
class ReminderLeadTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final WorkingTime WORK =
            new WorkingTime("DE-NI", "MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY", "08:00", "18:00");

    /** Summer time begins on 2027-03-28 at two and ends on 2027-10-31 at three. */
    @ParameterizedTest
    @CsvSource({
        "AT_START, 2027-06-02T10:00, 2027-06-02T10:00",
        "MINUTES_15, 2027-06-02T10:00, 2027-06-02T09:45",
        "HOUR_1, 2027-06-02T10:00, 2027-06-02T09:00",
        "DAY_1, 2027-06-02T10:00, 2027-06-01T10:00",
        "WEEK_1, 2027-06-02T10:00, 2027-05-26T10:00",
        // the day before has 23 or 25 hours, the clock on the wall shows the same
        "DAY_1, 2027-03-28T10:00, 2027-03-27T10:00",
        "WEEK_1, 2027-03-29T10:00, 2027-03-22T10:00",
        "DAY_1, 2027-10-31T10:00, 2027-10-30T10:00",
        // an hour is an hour
        "HOUR_1, 2027-03-28T03:30, 2027-03-28T01:30",
        // half past two does not exist that day
        "DAY_1, 2027-03-29T02:30, 2027-03-28T03:30",
    })
    void remindsSoLongBefore(ReminderLead lead, LocalDateTime start, LocalDateTime due) {
        Instant of = start.atZone(BERLIN).toInstant();

        assertThat(lead.before(of, BERLIN)).isEqualTo(due.atZone(BERLIN).toInstant());
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsItIsSpelt(ReminderLead lead) {
        assertThat(ReminderLead.of(lead.code())).contains(lead);
    }

    @ParameterizedTest
    @CsvSource({"P1W, WEEK_1", "P7D, WEEK_1", "PT0S, AT_START", "PT0M, AT_START", "PT15M, MINUTES_15", "PT1H, HOUR_1"})
    void isReadInOtherSpellingsToo(String code, ReminderLead lead) {
        assertThat(ReminderLead.of(code)).contains(lead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P2D", "p1d", "PT24H", "1 day", "-P1D"})
    void nothingElseIsOne(String code) {
        assertThat(ReminderLead.of(code)).isEmpty();
    }

    @Test
    void isADayUnlessSomethingElseIsChosen() {
        assertThat(ReminderLead.DEFAULT).isEqualTo(ReminderLead.DAY_1);
    }

    @ParameterizedTest
    @CsvSource({
        "HOUR, 2027-06-02T22:10, 2027-06-02T23:10",
        "HOUR, 2027-06-02T23:10, 2027-06-03T00:10",
        "TOMORROW, 2027-06-02T22:10, 2027-06-03T09:00",
        "TOMORROW, 2027-06-02T00:05, 2027-06-03T09:00",
        "WEEK, 2027-06-02T22:10, 2027-06-09T22:10",
        "WEEK, 2027-10-27T10:00, 2027-11-03T10:00",
        "HOUR, 2027-03-28T01:30, 2027-03-28T03:30",
        // from a Friday on, and from the day before Good Friday
        "TOMORROW, 2027-06-04T10:00, 2027-06-07T09:00",
        "TOMORROW, 2027-03-25T10:00, 2027-03-30T09:00",
        "HOUR, 2027-06-05T10:00, 2027-06-05T11:00",
        // a week later are Good Friday, a Sunday, and a Monday on this side of the change to winter time
        "WEEK, 2027-03-19T10:00, 2027-03-30T10:00",
        "WEEK, 2027-06-06T10:00, 2027-06-14T10:00",
        "WEEK, 2027-10-25T10:00, 2027-11-01T10:00",
    })
    void snoozingPostponesFromNow(Snooze snooze, LocalDateTime now, LocalDateTime due) {
        assertThat(snooze.from(now.atZone(BERLIN), WORK))
                .isEqualTo(due.atZone(BERLIN).toInstant());
    }
}
