package dev.rapport.contact;

import dev.rapport.item.ItemOutcome;
import dev.rapport.shared.TimeEntry;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * How somebody says a contact ended, not checked yet; the names are those of the forms, the variables and the API.
 *
 * @param outcome a code that the model offers, e.g. {@code performed}
 * @param start ISO-8601; what is missing stays as it is
 * @param duration {@code HH:mm}
 */
public record ContactOutcome(
        @Nullable String outcome,
        @Nullable String start,
        @Nullable String duration,
        @Nullable String infotext) implements ItemOutcome {

    /** How long it took: no time where nothing was said, and null where what was said is no duration. */
    public @Nullable LocalTime took() {
        if (duration == null) {
            return LocalTime.MIN;
        }
        String read = TimeEntry.duration(duration).value();
        return read == null ? null : LocalTime.parse(read);
    }
}
