package dev.rapport.item;

import dev.rapport.shared.OutcomeCategory;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The reports in {@code rapport.reported_outcome}, one at most for each contact or measure. */
@Component
public class Reports {

    private final JdbcClient jdbc;

    Reports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a report in place of an earlier one.
     *
     * @param process key of the model, {@code contact} or {@code measure}
     */
    public void keep(String process, Long id, Report report) {
        jdbc.sql("""
                        insert into rapport.reported_outcome as r
                          (%1$s_id, outcome, label, label_en, performed, stays_open, start_at, duration_minutes, infotext,
                           reported_at, reported_by)
                        values (:id, :outcome, :label, :labelEn, :performed, :staysOpen, :start, :duration, :infotext, :at, :by)
                        on conflict (%1$s_id) do update
                        set outcome = excluded.outcome, label = excluded.label, label_en = excluded.label_en,
                            performed = excluded.performed, stays_open = excluded.stays_open,
                            start_at = excluded.start_at, duration_minutes = excluded.duration_minutes,
                            infotext = excluded.infotext, reported_at = excluded.reported_at,
                            reported_by = excluded.reported_by""".formatted(process))
                .param("id", id)
                .param("outcome", report.outcome())
                .param("label", report.label() == null ? null : report.label().de())
                .param("labelEn", report.label() == null ? null : report.label().en())
                .param("performed", report.category() == OutcomeCategory.PERFORMED)
                .param("staysOpen", report.category() == OutcomeCategory.OPEN)
                .param("start", report.start() == null ? null : Timestamp.from(report.start()))
                .param(
                        "duration",
                        report.duration() == null ? null : report.duration().toMinutes())
                .param("infotext", report.infotext())
                .param("at", Timestamp.from(report.at()))
                .param("by", report.by())
                .update();
    }

    /** Takes a report back: the item is open again, and somebody else will report of it. */
    public void forget(String process, Long id) {
        jdbc.sql("delete from rapport.reported_outcome where %s_id = :id".formatted(process))
                .param("id", id)
                .update();
    }

    public Optional<Report> find(String process, Long id) {
        return jdbc.sql("select * from rapport.item_report where %s_id = :id".formatted(process))
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(Report.of(row)))
                .optional()
                .flatMap(report -> report);
    }
}
