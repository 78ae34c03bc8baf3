package dev.rapport.contacttype;

import dev.rapport.shared.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * A contact type as somebody typed it.
 *
 * @param needsDuration whether a performed contact of this type must say how long it took
 */
public record ContactTypeDraft(
        @Nullable String nameDe, @Nullable String nameEn, boolean needsDuration) {

    private static final int NAME = 60;

    /** The same, as it is to be stored. */
    ContactTypeDraft checked(FieldChecks errors) {
        return new ContactTypeDraft(
                errors.requiredLine("nameDe", nameDe, NAME),
                errors.requiredLine("nameEn", nameEn, NAME),
                needsDuration);
    }
}
