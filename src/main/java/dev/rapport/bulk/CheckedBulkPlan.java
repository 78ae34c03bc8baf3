package dev.rapport.bulk;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order that may be carried out.
 *
 * @param reminderLead null for no reminder
 */
@RecordBuilder
record CheckedBulkPlan(
        String type,
        String direction,
        Instant startFrom,
        Instant startTo,
        List<String> responsibles,
        @Nullable String reminderLead,
        String subject,
        @Nullable String description) {}
