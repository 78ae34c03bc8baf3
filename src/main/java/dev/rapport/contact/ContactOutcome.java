package dev.rapport.contact;

import dev.rapport.item.ItemOutcome;
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
        @Nullable String infotext) implements ItemOutcome {}
