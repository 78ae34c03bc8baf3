package dev.rapport.item;

import org.jspecify.annotations.Nullable;

/** How somebody says an item ended, not checked yet; the names are those of the forms, the variables and the API. */
public interface ItemOutcome {

    /** A code that the model offers, e.g. {@code performed}. */
    @Nullable
    String outcome();

    @Nullable
    String infotext();
}
