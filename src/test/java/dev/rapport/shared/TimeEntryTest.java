package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.support.TypedTimes;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TimeEntryTest {

    @Test
    void understandsWhatTheTableSays() {
        List<TypedTimes.Line> lines = TypedTimes.all();
        assertThat(lines).hasSizeGreaterThan(400);
        SoftAssertions softly = new SoftAssertions();
        lines.forEach(line -> {
            TimeEntry.Read read = read(line);
            softly.assertThat(read.value() != null ? read.value() : read.problem() != null ? "!" + read.problem() : "-")
                    .as(line.toString())
                    .isEqualTo(line.expected());
        });
        softly.assertAll();
    }

    @Test
    void keepsWhatIsNotUnderstoodOfAStart() {
        Reader reader = reader("de", "ahead");
        assertThat(TimeEntry.start("morgen", "9", reader)).isEqualTo("2026-11-28T09:00");
        assertThat(TimeEntry.start("32.12.2026", " 9:30 Uhr", reader)).isEqualTo("32.12.2026T09:30");
        assertThat(TimeEntry.start("morgen", " ", reader)).isNull();
        assertThat(TimeEntry.start(null, "9", reader)).isNull();
    }

    @Test
    void namesWhatIsWrongWithAStart() {
        Reader reader = reader("de", "ahead");
        assertThat(TimeEntry.problem("2026-02-30T10:00", reader)).isEqualTo("no-such-day");
        assertThat(TimeEntry.problem("2026-12-31T24:00", reader)).isEqualTo("midnight");
        assertThat(TimeEntry.problem("2026-12-31Tquatsch", reader)).isNull();
        assertThat(TimeEntry.problem("quatsch", reader)).isNull();
        assertThat(TimeEntry.problemOfDuration("1:60")).isEqualTo("no-such-minute");
        assertThat(TimeEntry.problemOfDuration("quatsch")).isNull();
    }

    @Test
    void showsDaysAsTheReaderWritesThem() {
        LocalDate day = LocalDate.of(2026, 3, 9);
        assertThat(reader("de", "ahead").shown(day)).isEqualTo("09.03.2026");
        assertThat(reader("en", "ahead").shown(day)).isEqualTo("03/09/2026");
        assertThat(reader("de", "ahead").shown(day.atTime(9, 5))).isEqualTo("09.03.2026 09:05");
    }

    private static TimeEntry.Read read(TypedTimes.Line line) {
        Reader reader = reader(line.language(), line.toward());
        return switch (line.kind()) {
            case "date" -> TimeEntry.date(line.typed(), reader);
            case "time" -> TimeEntry.time(line.typed(), reader);
            case "duration" -> TimeEntry.duration(line.typed());
            case "datetime" -> TimeEntry.dateTime(line.typed(), reader);
            default -> throw new IllegalArgumentException(line.kind());
        };
    }

    private static Reader reader(String language, String toward) {
        return new Reader(
                LocalDateTime.of(2026, 11, 27, 23, 15),
                ZoneId.of("Europe/Berlin"),
                language.equals("en"),
                Toward.valueOf(toward.toUpperCase(Locale.ROOT)));
    }
}
