package dev.rapport.shared;

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

    /**
     * The version that whoever changes something has read.
     *
     * @throws BusinessRuleViolation when nobody says
     */
    public static int requireVersion(@Nullable Integer version) {
        if (version == null) {
            throw BusinessRuleViolation.invalid("version", "required");
        }
        return version;
    }

    /** The new value, or the present one where nothing changes. */
    public @Nullable T or(@Nullable T current) {
        return present ? value : current;
    }
}
