package dev.rapport.item;

import org.jspecify.annotations.Nullable;

/** What every new item says, checked. */
public interface CheckedItem {

    String subject();

    default @Nullable String infotext() {
        return null;
    }

    @Nullable
    Long campaignId();

    @Nullable
    String responsible();
}
