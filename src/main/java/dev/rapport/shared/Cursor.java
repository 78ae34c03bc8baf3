package dev.rapport.shared;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended: the sort values of its last row. It travels as an opaque text, so that a client keeps
 * nothing but what it was given.
 */
public record Cursor(List<String> values) {

    /** Further ahead and back than anything that is stored, and within what the database can hold. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** NUL is in no stored text. */
    private static final String SEPARATOR = "\0";

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor of(@Nullable Object... values) {
        return new Cursor(Arrays.stream(values)
                .map(value -> value == null ? "" : value.toString())
                .toList());
    }

    /**
     * Reads what a client sent as {@code after}.
     *
     * @param size how many values the list's order has
     * @return null for the first page
     * @throws BusinessRuleViolation {@code after: invalid} if this list never handed it out
     */
    public static @Nullable Cursor parse(@Nullable String after, int size) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(after);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> values = List.of(text.split(SEPARATOR, -1));
            if (values.size() == size) {
                return new Cursor(values);
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** The refusal for a cursor whose values are not what the list sorts by. */
    public static BusinessRuleViolation invalid() {
        return BusinessRuleViolation.invalid("after", "invalid");
    }

    public String text(int index) {
        return values.get(index);
    }

    public long number(int index) {
        try {
            return Long.parseLong(values.get(index));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    public Instant instant(int index) {
        Instant instant;
        try {
            instant = Instant.parse(values.get(index));
        } catch (DateTimeParseException e) {
            throw invalid();
        }
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw invalid();
        }
        return instant;
    }

    /** The opaque text. */
    public String encoded() {
        String joined = values.stream().collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }
}
