package dev.rapport.contact;

import dev.rapport.item.CheckedItem;
import dev.rapport.item.ItemStatus;
import dev.rapport.reminder.ReminderLead;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact that may be stored: every field checked, every id known. Made by {@link ContactChecks} only.
 *
 * @param card whom it is about, in one line for task lists
 */
@RecordBuilder
record CheckedContact(
        Long addressId,
        @Nullable Long contactPersonId,
        @Nullable String responsible,
        String type,
        Direction direction,
        ItemStatus status,
        Instant start,
        Duration duration,
        @Nullable ReminderLead reminder,
        String subject,
        @Nullable String description,
        @Nullable Long campaignId,
        String card)
        implements CheckedItem {}
