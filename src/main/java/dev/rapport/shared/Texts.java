package dev.rapport.shared;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What counts as a text, the same for web pages, forms, the API and (as constraints) the database. */
public final class Texts {

    private Texts() {}

    /** True when nothing in it can be seen: missing, empty, or white space, NBSP and zero-width characters only. */
    public static boolean isBlank(@Nullable String value) {
        return value == null || value.codePoints().allMatch(Texts::isInvisible);
    }

    /**
     * True when a single-line text holds something that is no text: control characters (line breaks and tabs too) or
     * half a surrogate pair.
     */
    public static boolean hasIllegalInLine(String value) {
        return value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || isLoneSurrogate(c));
    }

    /** True when a text of many lines holds what cannot be stored: NUL or half a surrogate pair. */
    public static boolean hasIllegalInText(String value) {
        return value.codePoints().anyMatch(c -> c == 0 || isLoneSurrogate(c));
    }

    /** Length as a person and the database count it: an emoji is one character. */
    public static int length(String value) {
        return value.codePointCount(0, value.length());
    }

    /**
     * Without the characters that nobody sees but that change what is seen, found or compared: of no width, soft hyphens, byte
     * order marks, marks that turn the direction of writing. Unicode's own ends of lines and paragraphs become line breaks. What
     * joins the parts of an emoji stays.
     */
    public static String visible(String value) {
        if (value.codePoints().noneMatch(Texts::isHidden)) {
            return value;
        }
        StringBuilder visible = new StringBuilder(value.length());
        int before = 0;
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int c = value.codePointAt(i);
            if (c == 0x2028 || c == 0x2029) {
                visible.append('\n');
            } else if (!isHidden(c) || (c == 0x200d && joins(before, value, i + 1))) {
                visible.appendCodePoint(c);
            }
            before = c;
        }
        return visible.toString();
    }

    /** One line of text in one spelling (Unicode NFC), without what is invisible in it and at either end. */
    public static String tidy(String value) {
        String composed =
                Normalizer.normalize(visible(value.replace('\u2028', ' ').replace('\u2029', ' ')), Normalizer.Form.NFC);
        int start = 0;
        int end = composed.length();
        while (start < end && isInvisible(composed.codePointAt(start))) {
            start += Character.charCount(composed.codePointAt(start));
        }
        while (end > start && isInvisible(composed.codePointBefore(end))) {
            end -= Character.charCount(composed.codePointBefore(end));
        }
        return composed.substring(start, end);
    }

    /** Many lines of text as they are kept: one kind of line end, for browsers send two characters, and nothing invisible. */
    public static String lines(String value) {
        return visible(value).replace("\r\n", "\n").replace('\r', '\n');
    }

    /** A text with another added below it; the other may also be the whole of it, as in a form that shows what there is. */
    public static @Nullable String extended(@Nullable String text, @Nullable String addition) {
        if (text == null || addition == null) {
            return text == null ? addition : text;
        }
        return addition.startsWith(text) ? addition : text + "\n" + addition;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Format characters but for the few that are drawn, and the ends of lines and paragraphs. */
    private static boolean isHidden(int c) {
        return c == 0x2028
                || c == 0x2029
                || c == 0x034f
                || (Character.getType(c) == Character.FORMAT
                        && !(c >= 0x0600 && c <= 0x0605)
                        && c != 0x06dd
                        && c != 0x070f
                        && c != 0x08e2
                        && c != 0x110bd);
    }

    private static boolean joins(int before, String value, int next) {
        boolean picture = Character.getType(before) == Character.OTHER_SYMBOL
                || Character.getType(before) == Character.MODIFIER_SYMBOL
                || before == 0xfe0f;
        return picture && next < value.length() && Character.getType(value.codePointAt(next)) == Character.OTHER_SYMBOL;
    }

    /** At least what the database function {@code rapport.has_text} takes for invisible. */
    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || c == 0x0085
                || c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || (c >= 0x2000 && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202f)
                || (c >= 0x205f && c <= 0x206f)
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xffa0
                || (c >= 0xe0100 && c <= 0xe01ef);
    }
}
