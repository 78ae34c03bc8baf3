package dev.rapport.item.web;

import dev.rapport.item.Voided;
import dev.rapport.shared.BusinessTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Who voided an item, when and why (rule 23), as the API answers it. */
public record VoidedAnswer(OffsetDateTime at, String by, String reason) {

    public static @Nullable VoidedAnswer of(@Nullable Voided voided, BusinessTime time) {
        return voided == null ? null : new VoidedAnswer(time.local(voided.at()), voided.by(), voided.reason());
    }
}
