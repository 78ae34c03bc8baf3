package dev.rapport.measure;

import dev.rapport.engine.OpenTask;
import dev.rapport.engine.Report;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ModelNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads one measure for showing it: one statement for the measure, one for its open task. */
@Service
public class ShowMeasure {

    /** A measure and how it can end; no task when it is closed. */
    public record Shown(MeasureView measure, @Nullable OpenTask task) {}

    private final Measures measures;
    private final MeasureProcess process;
    private final ModelNames modelNames;
    private final JdbcClient jdbc;

    ShowMeasure(Measures measures, MeasureProcess process, ModelNames modelNames, JdbcClient jdbc) {
        this.measures = measures;
        this.process = process;
        this.modelNames = modelNames;
        this.jdbc = jdbc;
    }

    /**
     * Shows a measure.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Shown show(Long measureId) {
        Measure measure = measures.findById(measureId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        MeasureView view = view(measureId);
        return new Shown(view, process.openTask(measure, names(view)));
    }

    private MeasureView view(Long measureId) {
        return jdbc.sql("""
                        select m.*, k.title as campaign, k.deleted as campaign_deleted,
                               case when m.status = 'PLANNED'
                                    then (select count(*) from rapport.campaign_member_now a
                                          where a.campaign_id = m.campaign_id)
                                    else (select count(*) from rapport.measure_audience a where a.measure_id = m.id)
                               end as audience,
                               ru.name as responsible_name,
                               cu.name as created_by_name,
                               xu.name as closed_by_name, o.*
                        from rapport.measure m
                        left join rapport.campaign_title k on k.id = m.campaign_id
                        left join rapport.user_card ru on ru.user_id = m.responsible
                        left join rapport.user_card cu on cu.user_id = m.created_by
                        left join rapport.user_card xu on xu.user_id = m.closed_by
                        left join rapport.item_report o on o.measure_id = m.id
                        where m.id = :id""").param("id", measureId).query((row, n) -> view(row)).single();
    }

    private MeasureView view(ResultSet row) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        return new MeasureView(
                row.getLong("id"),
                row.getString("number"),
                row.getInt("version"),
                MeasureStatus.valueOf(row.getString("status")),
                row.getString("outcome"),
                row.getString("subject"),
                row.getString("infotext"),
                row.getObject("planned_for", LocalDate.class),
                row.getString("responsible"),
                row.getString("responsible_name"),
                row.getObject("campaign_id", Long.class),
                row.getString("campaign"),
                row.getBoolean("campaign_deleted"),
                row.getLong("audience"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getString("created_by_name"),
                closed == null ? null : closed.toInstant(),
                row.getString("closed_by"),
                row.getString("closed_by_name"),
                reported(row));
    }

    private static Map<String, String> names(MeasureView measure) {
        Map<String, String> names = new HashMap<>();
        if (measure.responsible() != null && measure.responsibleName() != null) {
            names.put(measure.responsible(), measure.responsibleName());
        }
        if (measure.createdByName() != null) {
            names.put(measure.createdBy(), measure.createdByName());
        }
        return names;
    }

    private @Nullable Report reported(ResultSet row) throws SQLException {
        Report report = Report.of(row);
        return report == null ? null : report.in(LocaleContextHolder.getLocale(), modelNames);
    }
}
