package dev.rapport.calendar;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.io.text.ICalWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Calendars as RFC 5545 wants them on the wire: UTF-8, CRLF, at most 75 octets in a line, and no character inside that a program
 * would stumble over. The library counts characters where the standard counts octets, and writes control characters as they are.
 */
final class CalendarText {

    private static final int OCTETS = 75;
    private static final int REPLACEMENT = 0xFFFD;

    private CalendarText() {}

    static byte[] write(ICalendar calendar) {
        StringWriter lines = new StringWriter();
        try (ICalWriter writer = new ICalWriter(lines, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream folded = new ByteArrayOutputStream();
        lines.toString().lines().forEach(line -> fold(line, folded));
        return folded.toByteArray();
    }

    /** Never inside a character: readers that decode each line by itself see whole ones. */
    private static void fold(String line, ByteArrayOutputStream folded) {
        int room = OCTETS;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            byte[] octets = Character.toString(character).getBytes(StandardCharsets.UTF_8);
            if (octets.length > room) {
                folded.writeBytes(new byte[] {'\r', '\n', ' '});
                room = OCTETS - 1;
            }
            folded.writeBytes(octets);
            room -= octets.length;
            i += Character.charCount(character);
        }
        folded.writeBytes(new byte[] {'\r', '\n'});
    }

    /** A text of many lines without control characters, and with U+FFFD for half a surrogate pair. */
    static String lines(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .codePoints()
                .map(CalendarText::lineBreak)
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** The same in one line. */
    static String line(String text) {
        return lines(text).replace('\n', ' ').replace('\t', ' ');
    }

    /** One line for a parameter, in which no quotation mark can stand. */
    static @Nullable String parameter(@Nullable String text) {
        return text == null ? null : line(text).replace('"', '\'');
    }

    /** What any program might take for the end of a line. */
    private static int lineBreak(int c) {
        return c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029 ? '\n' : c;
    }
}
