package dev.rapport.item;

import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;

/** A change of an item as somebody typed it, and the body of the API's; what is missing stays as it is. */
public interface ItemChange {

    /** The version that was read. */
    @Nullable
    Integer version();

    Change<String> subject();

    Change<String> infotext();

    Change<String> campaignId();

    Change<String> responsible();

    /** Whether it touches what only an open item may change. */
    boolean touchesMoreThanInfotext();
}
