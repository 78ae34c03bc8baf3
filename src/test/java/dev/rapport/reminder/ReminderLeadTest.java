package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.engine.StepParameter;
import dev.rapport.shared.WorkingTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "PT0M, 2027-06-02T10:00, 2027-06-02T10:00",
        "PT15M, 2027-06-02T10:00, 2027-06-02T09:45",
        "PT1H, 2027-06-02T10:00, 2027-06-02T09:00",
        "P1D, 2027-06-02T10:00, 2027-06-01T10:00",
        "P7D, 2027-06-02T10:00, 2027-05-26T10:00",
        "PT2H, 2027-06-02T10:00, 2027-06-02T08:00",
        "PT90M, 2027-06-02T10:00, 2027-06-02T08:30",
        "P30D, 2027-06-02T10:00, 2027-05-03T10:00",
        // the day before has 23 or 25 hours, the clock on the wall shows the same
        "P1D, 2027-03-28T10:00, 2027-03-27T10:00",
        "P7D, 2027-03-29T10:00, 2027-03-22T10:00",
        "P1D, 2027-10-31T10:00, 2027-10-30T10:00",
        // an hour is an hour
        "PT1H, 2027-03-28T03:30, 2027-03-28T01:30",
        // half past two does not exist that day
        "P1D, 2027-03-29T02:30, 2027-03-28T03:30",
    })
    void remindsSoLongBefore(ReminderLead lead, LocalDateTime start, LocalDateTime due) {
        Instant of = start.atZone(BERLIN).toInstant();

        assertThat(lead.before(of, BERLIN)).isEqualTo(due.atZone(BERLIN).toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0M", "PT15M", "PT1H", "P1D", "P7D", "PT2H", "PT90M", "PT24H", "P999D"})
    void isReadAsItIsSpelt(String code) {
        assertThat(ReminderLead.of(code)).contains(new ReminderLead(code));
        assertThat(code).as("as a model says it").matches(StepParameter.Kind.PERIOD.pattern());
    }

    @ParameterizedTest
    @CsvSource({"P1W, P7D", "P07D, P7D", "PT0S, PT0M", "P0D, PT0M", "PT0H, PT0M", "PT60M, PT1H", "PT120M, PT2H"})
    void isReadInOtherSpellingsToo(String code, ReminderLead lead) {
        assertThat(ReminderLead.of(code)).contains(lead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p1d", "1 day", "-P1D", "P1DT1H", "P1000D", "PT1.5H", "PT-5M", "P1M", "P1D "})
    void nothingElseIsOne(String code) {
        assertThat(ReminderLead.of(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P2D", "PT24H", "PT2H", "", "PT16M"})
    void peopleChooseFromFive(String code) {
        assertThat(ReminderLead.offered(code)).isEmpty();
        assertThat(ReminderLead.OFFERED)
                .hasSize(5)
                .allSatisfy(
                        lead -> assertThat(ReminderLead.offered(lead.code())).contains(lead));
        assertThat(ReminderLead.offeredAnd("PT2H")).hasSize(6).endsWith(new ReminderLead("PT2H"));
        assertThat(ReminderLead.offeredAnd("PT60M")).isEqualTo(ReminderLead.OFFERED);
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
