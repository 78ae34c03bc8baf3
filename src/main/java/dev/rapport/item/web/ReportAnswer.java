package dev.rapport.item.web;

import dev.rapport.item.Report;
import dev.rapport.shared.BusinessTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What has been reported of an item that is not closed yet, as the API answers it.
 *
 * @param label of the outcome, in the reader's language
 * @param duration {@code HH:mm}
 * @param by login
 */
public record ReportAnswer(
        @Nullable String outcome,
        @Nullable String label,
        @Nullable OffsetDateTime start,
        @Nullable String duration,
        @Nullable String infotext,
        String by,
        OffsetDateTime at) {

    public static @Nullable ReportAnswer of(@Nullable Report report, BusinessTime time) {
        return report == null
                ? null
                : new ReportAnswer(
                        report.outcome(),
                        report.called(),
                        report.start() == null ? null : time.local(report.start()),
                        report.durationText(),
                        report.infotext(),
                        report.by(),
                        time.local(report.at()));
    }
}
