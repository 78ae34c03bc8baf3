package dev.rapport.contacttype;

import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.TimeEntry;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A contact type as somebody typed it.
 *
 * @param needsDuration whether a performed contact of this type must say how long it took
 * @param usualDuration how long one usually takes, as {@code HH:mm}; 00:01 to 23:59
 */
public record ContactTypeDraft(
        @Nullable String nameDe,
        @Nullable String nameEn,
        boolean needsDuration,
        @Nullable String usualDuration) {

    private static final int NAME = 60;

    /** The same, as it is to be stored. */
    ContactTypeDraft checked(FieldChecks errors) {
        return new ContactTypeDraft(
                errors.requiredLine("nameDe", nameDe, NAME),
                errors.requiredLine("nameEn", nameEn, NAME),
                needsDuration,
                usualLength(errors));
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
