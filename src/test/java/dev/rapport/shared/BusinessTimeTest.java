package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people mean by a time, and what none is ("Bad input" of the rules). */
@Tag("fast")
class BusinessTimeTest {

    private final BusinessTime time = new BusinessTime(
            Clock.fixed(Instant.parse("2027-06-02T22:30:00Z"), ZoneOffset.UTC), ZoneId.of("Europe/Berlin"));

    private final FieldChecks checks = new FieldChecks();

    @Test
    void aDayIsADayInTheBusinessZone() {
        assertThat(time.now()).isEqualTo("2027-06-02T22:30:00Z");
        assertThat(time.today()).isEqualTo("2027-06-03");
        assertThat(time.nowLocal().toLocalDateTime()).isEqualTo("2027-06-03T00:30");
        assertThat(time.local(time.now())).isEqualTo("2027-06-03T00:30+02:00");
        assertThat(time.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void theClockCanBeMovedAsAWhole() {
        time.shift(Duration.ofHours(2));
        assertThat(time.now()).isEqualTo("2027-06-03T00:30:00Z");

        time.shift(Duration.ofHours(-2));
        assertThat(time.now()).isEqualTo("2027-06-02T22:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-02T10:00, 2027-06-02T08:00:00Z",
        "2027-12-02T10:00, 2027-12-02T09:00:00Z",
        "2027-06-02T10:00:30.999, 2027-06-02T08:00:30Z",
        "2027-06-02T10:00+05:00, 2027-06-02T05:00:00Z",
        "2027-06-02T10:00Z, 2027-06-02T10:00:00Z",
        "' 2027-06-02T10:00 ', 2027-06-02T08:00:00Z",
        // twice that night; the first is meant
        "2027-10-31T02:30, 2027-10-31T00:30:00Z",
        "1990-01-01T00:00, 1989-12-31T23:00:00Z",
        "2037-06-03T23:59, 2037-06-03T21:59:00Z",
    })
    void readsWhatIsOne(String typed, Instant read) {
        assertThat(time.read(checks, "start", typed)).isEqualTo(read);
        assertThat(checks.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2027-02-30T10:00, start.invalid",
        "02.06.2027 10:00, start.invalid",
        "2027-06-02, start.invalid",
        "'', start.invalid",
        "2027-03-28T02:30, start.in-dst-gap",
        "1989-12-31T23:59, start.out-of-range",
        "1990-01-01T00:59+02:00, start.out-of-range",
        "2037-06-04T00:00, start.out-of-range",
    })
    void saysWhyItIsNone(String typed, String code) {
        assertThat(time.read(checks, "start", typed)).isNull();
        assertThat(checks.errors()).containsExactly(FieldError.of("start", code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1990-01-01", " 2027-06-02 ", "2037-06-03"})
    void readsADay(String typed) {
        assertThat(time.readDate(checks, "from", typed)).isEqualTo(LocalDate.parse(typed.strip()));
        assertThat(checks.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1989-12-31, start.out-of-range",
        "2037-06-04, start.out-of-range",
        "2027-02-29, date.invalid",
        "2.6.2027, date.invalid",
        "2027-06-02T10:00, date.invalid",
    })
    void saysWhyADayIsNone(String typed, String code) {
        assertThat(time.readDate(checks, "from", typed)).isNull();
        assertThat(checks.errors()).containsExactly(FieldError.of("from", code));
    }

    @Test
    void noDayIsNoMistake() {
        assertThat(time.readDate(checks, "from", null)).isNull();
        assertThat(time.readDate(checks, "from", "\u00a0")).isNull();
        assertThat(checks.errors()).isEmpty();
    }
}
