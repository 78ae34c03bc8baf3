package dev.rapport.shared;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a change: left as it is, set to something, or cleared. In a JSON body a missing member leaves the field
 * alone and {@code null} clears it.
 *
 * @param present false to leave the field as it is
 */
public record Change<T>(boolean present, @Nullable T value) {

    private static final Change<?> NONE = new Change<>(false, null);

    @SuppressWarnings("unchecked")
    public static <T> Change<T> none() {
        return (Change<T>) NONE;
    }

    public static <T> Change<T> to(@Nullable T value) {
        return new Change<>(true, value);
    }

    /** Adds the new value under a name, if there is one: {@code null} clears, nothing is not sent. */
    public void putInto(Map<String, @Nullable Object> sent, String name) {
        if (present) {
            sent.put(name, value);
        }
    }

    /** The new value, or the present one where nothing changes. */
    public @Nullable T or(@Nullable T current) {
        return present ? value : current;
    }
}
