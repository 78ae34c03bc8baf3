package dev.rapport.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import dev.rapport.support.StrictCalendar;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two libraries and the letter of the standard read of what is written. */
@Tag("fast")
class CalendarTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Öl, Fett; und \\ Rückschlag: \"Zitat\"",
                "👨‍👩‍👧‍👦👩🏽‍🚒🇩🇪 Familie Feuerwehr, immer wieder 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
                "שלום עולם, مرحبا بالعالم – עברית وعربية في سطر طويل بما يكفي ليطوى مرتين على الأقل",
                "Z̷̧͚a͙l̴g͛ó á̂̃̄̅̆̇̈̉̊̋̌̍̎̏̐̑̒̓̔̽̾̿̀́͂̓̈́͆͊͋͌̕̚ und e\u0301",
                "erste Zeile\nzweite Zeile\n\n\tdritte",
                "𝕳𝖎𝖑𝖋𝖊 𠮷野家で会いましょう。今日は長い行を書いて、何度も折り返されるようにします。",
                "BEGIN:VALARM\nEND:VEVENT\nATTENDEE:mailto:x@y.example",
                "%s ${x} {0} #{y} <b>fett</b>"
            })
    void anyTextSurvives(String text) throws Exception {
        byte[] written = write(text);

        assertThat(StrictCalendar.faults(written)).isEmpty();
        assertThat(byBiweekly(written)).isEqualTo(text);
        assertThat(byIcal4j(written)).isEqualTo(text);
    }

    @Test
    void controlCharactersAndHalvesDoNot() throws Exception {
        byte[] written = write("a\u0000b\u0007c\u001bd\u007fe\u0090f\ud83dg\udc00h\r\ni\rj\u0085k\u2028l");

        assertThat(StrictCalendar.faults(written)).isEmpty();
        assertThat(byBiweekly(written)).isEqualTo("abcdef\ufffdg\ufffdh\ni\nj\nk\nl");
        assertThat(byIcal4j(written)).isEqualTo("abcdef\ufffdg\ufffdh\ni\nj\nk\nl");
    }

    @Test
    void aLineHasNoBreaksAndAParameterNoQuotationMarks() {
        assertThat(CalendarText.line("a\r\nb\tc")).isEqualTo("a b c");
        assertThat(CalendarText.parameter("Anna \"Anni\" Berger\nATTENDEE:x"))
                .isEqualTo("Anna 'Anni' Berger ATTENDEE:x");
        assertThat(CalendarText.parameter(null)).isNull();
    }

    /** As it was before: the library alone. */
    @Test
    void theLibraryAloneWritesLongLinesAndControlCharacters() {
        ICalendar calendar = new ICalendar();
        calendar.addEvent(event("Ö".repeat(100) + "\u0007"));

        assertThat(StrictCalendar.faults(Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8)))
                .anyMatch(fault -> fault.contains("octets"))
                .anyMatch(fault -> fault.contains("control character"));
    }

    private static byte[] write(String description) {
        ICalendar calendar = new ICalendar();
        calendar.addEvent(event(CalendarText.lines(description)));
        return CalendarText.write(calendar);
    }

    private static VEvent event(String description) {
        VEvent event = new VEvent();
        event.setDateStart(Date.from(Instant.EPOCH));
        event.setDescription(description);
        return event;
    }

    private static String byBiweekly(byte[] calendar) {
        return Biweekly.parse(new String(calendar, StandardCharsets.UTF_8))
                .first()
                .getEvents()
                .get(0)
                .getDescription()
                .getValue();
    }

    private static String byIcal4j(byte[] calendar) throws Exception {
        return new CalendarBuilder()
                .build(new ByteArrayInputStream(calendar))
                .getComponents(Component.VEVENT)
                .get(0)
                .getRequiredProperty(Property.DESCRIPTION)
                .getValue();
    }
}
