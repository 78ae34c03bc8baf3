package dev.rapport.contacttype;

import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.TimeEntry;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A contact type as somebody typed it.
 *
 * @param needsDuration whether a performed contact of this type must say how long it took
 * @param usualDuration how long one usually takes, as {@code HH:mm}; 00:01 to 23:59; null where nothing is said of it
 */
public record ContactTypeDraft(
        @Nullable String nameDe,
        @Nullable String nameEn,
        boolean needsDuration,
        @Nullable String usualDuration) {

    private static final int NAME = 60;

    /** What a new type takes when nothing is said of it. */
    public static final String USUAL = "00:30";

    /**
     * The same, as it is to be stored.
     *
     * @param unsaid the usual duration when nothing is said of it
     */
    ContactTypeDraft checked(FieldChecks errors, String unsaid) {
        return new ContactTypeDraft(
                errors.requiredLine("nameDe", nameDe, NAME),
                errors.requiredLine("nameEn", nameEn, NAME),
                needsDuration,
                usualDuration == null ? unsaid : usualLength(errors));
    }

    /** Of a checked one. */
    int usualMinutes() {
        return LocalTime.parse(String.valueOf(usualDuration)).toSecondOfDay() / 60;
    }

    private @Nullable String usualLength(FieldChecks errors) {
        errors.required("usualDuration", usualDuration);
        if (errors.refuses("usualDuration")) {
            return null;
        }
        String read = TimeEntry.duration(usualDuration).value();
        if (read == null || read.equals("00:00")) {
            errors.refuse("usualDuration", "usual-duration.invalid");
            return null;
        }
        return read;
    }
}
