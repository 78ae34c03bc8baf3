package dev.rapport.measure;

import dev.rapport.item.CheckedItem;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A measure that may be stored: every field checked, every id known. Made by {@link MeasureChecks} only. */
record CheckedMeasure(
        String subject,
        @Nullable String infotext,
        @Nullable Long campaignId,
        @Nullable LocalDate plannedFor,
        @Nullable String responsible)
        implements CheckedItem {}
