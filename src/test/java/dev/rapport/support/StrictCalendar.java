package dev.rapport.support;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a calendar by the letter of RFC 5545, which the libraries that read them do not: they forgive. */
public final class StrictCalendar {

    private static final int OCTETS = 75;

    private static final Pattern LINE =
            Pattern.compile("[A-Z][A-Z0-9-]*(;[A-Z][A-Z0-9-]*=(\"[^\"]*\"|[^\";:,]*))*:.*", Pattern.DOTALL);

    private StrictCalendar() {}

    /** What is wrong with it; empty when nothing is. */
    public static List<String> faults(byte[] calendar) {
        List<String> faults = new ArrayList<>();
        String text = new String(calendar, StandardCharsets.UTF_8);
        if (!text.endsWith("\r\n")) {
            faults.add("the last line does not end");
        }
        if (text.replace("\r\n", "").matches("(?s).*[\r\n].*")) {
            faults.add("a line ends with CR or LF alone");
        }
        for (String line : text.split("\r\n", 0)) {
            byte[] octets = line.getBytes(StandardCharsets.UTF_8);
            if (octets.length > OCTETS) {
                faults.add(octets.length + " octets: " + line);
            }
            if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
                faults.add("a control character: " + line);
            }
            if (line.isBlank()) {
                faults.add("an empty line");
            }
        }
        decodeLineByLine(calendar, faults);
        Deque<String> open = new ArrayDeque<>();
        for (String line : text.replaceAll("\r\n[ \t]", "").split("\r\n", 0)) {
            if (!LINE.matcher(line).matches()) {
                faults.add("no line of content: " + line);
            } else if (line.startsWith("BEGIN:")) {
                open.push(line.substring(6));
            } else if (line.startsWith("END:") && (open.isEmpty() || !open.pop().equals(line.substring(4)))) {
                faults.add("ends without a beginning: " + line);
            }
        }
        if (!open.isEmpty()) {
            faults.add("does not end: " + open);
        }
        return faults;
    }

    /** Characters are whole in each line, or a reader that decodes line by line sees halves. */
    private static void decodeLineByLine(byte[] calendar, List<String> faults) {
        int from = 0;
        for (int i = 0; i < calendar.length; i++) {
            if (calendar[i] == '\n') {
                try {
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(calendar, from, i + 1 - from));
                } catch (CharacterCodingException e) {
                    faults.add("half a character before octet " + i);
                }
                from = i + 1;
            }
        }
    }
}
