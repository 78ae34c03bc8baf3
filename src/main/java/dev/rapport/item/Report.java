package dev.rapport.item;

import dev.rapport.shared.ModelNames;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.OutcomeLabel;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the first completion of an item's task has entered, kept until the item is closed: somebody else has a task in
 * between, or a job has to run first (rule 35).
 *
 * @param outcome null where the model asks for none at that task
 * @param label of the outcome, as the model has it
 * @param category what this outcome means
 * @param start when it took place, or when it is tried again; null where neither
 * @param infotext what was added to the item's infotext
 * @param byName null before it has been read again
 */
@RecordBuilder
public record Report(
        @Nullable String outcome,
        @Nullable OutcomeLabel label,
        OutcomeCategory category,
        @Nullable Instant start,
        @Nullable Duration duration,
        @Nullable String infotext,
        String by,
        @Nullable String byName,
        Instant at) {

    /** Reads the columns of the view {@code rapport.item_report}; null where nothing has been reported. */
    public static @Nullable Report of(ResultSet row) throws SQLException {
        String by = row.getString("reported_by");
        if (by == null) {
            return null;
        }
        Timestamp start = row.getTimestamp("reported_start");
        return ReportBuilder.builder()
                .outcome(row.getString("reported_outcome"))
                .label(OutcomeLabel.of(row.getString("reported_label"), row.getString("reported_label_en"), null))
                .category(category(row))
                .start(start == null ? null : start.toInstant())
                .duration(start == null ? null : Duration.ofMinutes(row.getInt("reported_duration")))
                .infotext(row.getString("reported_infotext"))
                .by(by)
                .byName(row.getString("reported_by_name"))
                .at(Objects.requireNonNull(row.getTimestamp("reported_at")).toInstant())
                .build();
    }

    private static OutcomeCategory category(ResultSet row) throws SQLException {
        if (row.getBoolean("reported_open")) {
            return OutcomeCategory.OPEN;
        }
        return row.getBoolean("reported_performed") ? OutcomeCategory.PERFORMED : OutcomeCategory.NOT_PERFORMED;
    }

    /** The same with the outcome's label as a person of this language reads it. */
    public Report in(Locale reader, ModelNames names) {
        return ReportBuilder.builder(this)
                .label(label == null ? null : new OutcomeLabel(names.of(label.in(reader), reader), null, null))
                .build();
    }

    /** What the outcome is called; null where none is asked for. */
    public @Nullable String called() {
        return label == null ? null : label.de();
    }

    /** {@code HH:mm}; null without a duration. */
    public @Nullable String durationText() {
        return duration == null ? null : "%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /** The same with what somebody else has entered along with the own task. */
    public Report with(@Nullable Instant otherStart, @Nullable Duration otherDuration) {
        return ReportBuilder.builder(this)
                .start(otherStart)
                .duration(otherDuration)
                .build();
    }
}
