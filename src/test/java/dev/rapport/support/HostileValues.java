package dev.rapport.support;

import java.util.List;
import java.util.Random;

/** What nobody sends who means well, as JSON text. */
final class HostileValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t\r\n",
            "\u0000",
            "a\u0000b",
            "\u202Etxt.exe",
            "\u2028\u2029",
            "\uFEFF",
            "\u200B",
            "\uD800",
            "\uDC00x",
            "e\u0301\uD83D\uDE00",
            "${7*7}#{7*7}{{7*7}}",
            "\"><script>alert(1)</script>",
            "'; drop table x; --",
            "%s%n%1$s{0}",
            "../../../../etc/passwd",
            "\r\nSet-Cookie: x=y",
            "-1",
            "NaN",
            "null",
            "1e400",
            "0000-00-00",
            "2026-02-30T10:00",
            "2026-03-29T02:30",
            "9999-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59.999999999+18:00",
            "-999999999-01-01",
            "24:00",
            "-00:01",
            "99999999999:00",
            "PT99999999999999H",
            "P-1D",
            "Europe/Berlin");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1.5",
            "1e2",
            "2147483647",
            "-2147483648",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1e400",
            "1e-400",
            "123456789012345678901234567890.1234567890");

    /** Neither what is wanted nor, some of them, JSON. */
    private static final List<String> ANYTHING = List.of(
            "null",
            "true",
            "12",
            "\"x\"",
            "[]",
            "{}",
            "[[[]]]",
            "[null]",
            "[{}]",
            "{\"a\":{\"b\":[1]}}",
            "{\"\":\"\"}",
            "{\"__proto__\":{},\"@type\":\"java.lang.Runtime\"}",
            "NaN",
            "007",
            "'x'",
            "[".repeat(2_000) + "]".repeat(2_000),
            "9".repeat(2_000));

    private final Random random;

    HostileValues(Random random) {
        this.random = random;
    }

    /** Of the right type, if there is one for this. */
    String ofType(String type) {
        return switch (type) {
            case "string" -> quoted(text());
            case "integer", "number" -> one(NUMBERS);
            default -> anything();
        };
    }

    String anything() {
        return one(ANYTHING);
    }

    String text() {
        return switch (random.nextInt(12)) {
            case 0 -> "x".repeat(one(List.of(60, 61, 200, 201, 20_000, 20_001)));
            case 1 -> "\uD83D\uDE00".repeat(one(List.of(100, 101)));
            default -> one(TEXTS);
        };
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** With escapes wherever a character could get lost on the way. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                json.append(String.format("\\u%04x", (int) each));
            } else {
                json.append(each);
            }
        }
        return json.append('"').toString();
    }
}
