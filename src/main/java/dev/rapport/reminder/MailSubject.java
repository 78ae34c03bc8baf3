package dev.rapport.reminder;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

/** A mail's subject as a header (RFC 2047): whatever stands in it, readers show the same. */
final class MailSubject {

    /** In Base64 and with what stands around it within the 75 characters of an encoded word. */
    private static final int OCTETS_OF_A_WORD = 45;

    private MailSubject() {}

    static String header(String subject) throws UnsupportedEncodingException {
        // the library leaves everything in ASCII as it is, and what looks encoded would be decoded by readers
        return subject.contains("=?")
                ? encoded(subject)
                : MimeUtility.fold(
                        "Subject: ".length(), MimeUtility.encodeText(subject, StandardCharsets.UTF_8.name(), null));
    }

    private static String encoded(String subject) {
        StringJoiner words = new StringJoiner("\r\n ");
        StringBuilder word = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < subject.length(); i += Character.charCount(subject.codePointAt(i))) {
            String character = Character.toString(subject.codePointAt(i));
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > OCTETS_OF_A_WORD) {
                words.add(word(word));
                word.setLength(0);
                octets = 0;
            }
            word.append(character);
            octets += more;
        }
        return words.add(word(word)).toString();
    }

    private static String word(CharSequence text) {
        byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }
}
