package dev.rapport.measure;

import dev.rapport.item.ItemStatus;
import dev.rapport.item.ShowItem;
import dev.rapport.item.Voided;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.OutcomeLabel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads one measure for showing it. */
@Service
public class ShowMeasure extends ShowItem<Measure, MeasureView> {

    private final JdbcClient jdbc;

    ShowMeasure(Measures measures, MeasureProcess process, ModelNames modelNames, JdbcClient jdbc) {
        super(measures, process, modelNames);
        this.jdbc = jdbc;
    }

    @Override
    protected MeasureView view(Long measureId) {
        return jdbc.sql("""
                        select m.*, k.title as campaign, k.deleted as campaign_deleted,
                               case when m.status = 'PLANNED'
                                    then (select s.members from rapport.campaign_size s where s.campaign_id = m.campaign_id)
                                    else (select count(*) from rapport.measure_audience a where a.measure_id = m.id)
                               end as audience,
                               ru.name as responsible_name,
                               cu.name as created_by_name,
                               xu.name as closed_by_name,
                               vu.name as voided_by_name, o.*
                        from rapport.measure m
                        left join rapport.campaign_title k on k.id = m.campaign_id
                        left join rapport.user_card ru on ru.user_id = m.responsible
                        left join rapport.user_card cu on cu.user_id = m.created_by
                        left join rapport.user_card xu on xu.user_id = m.closed_by
                        left join rapport.user_card vu on vu.user_id = m.voided_by
                        left join rapport.item_report o on o.measure_id = m.id
                        where m.id = :id""").param("id", measureId).query((row, n) -> view(row)).single();
    }

    private MeasureView view(ResultSet row) throws SQLException {
        return MeasureViewBuilder.builder()
                .id(row.getLong("id"))
                .number(row.getString("number"))
                .version(row.getInt("version"))
                .status(ItemStatus.valueOf(row.getString("status")))
                .outcome(row.getString("outcome"))
                .outcomeLabel(OutcomeLabel.of(row))
                .attempts(row.getInt("attempts"))
                .subject(row.getString("subject"))
                .infotext(row.getString("infotext"))
                .plannedFor(row.getObject("planned_for", LocalDate.class))
                .responsible(row.getString("responsible"))
                .responsibleName(row.getString("responsible_name"))
                .campaignId(row.getObject("campaign_id", Long.class))
                .campaign(row.getString("campaign"))
                .campaignDeleted(row.getBoolean("campaign_deleted"))
                .audience(row.getLong("audience"))
                .createdAt(row.getTimestamp("created_at").toInstant())
                .createdBy(row.getString("created_by"))
                .createdByName(row.getString("created_by_name"))
                .closedAt(instant(row, "closed_at"))
                .closedBy(row.getString("closed_by"))
                .closedByName(row.getString("closed_by_name"))
                .voided(Voided.of(row))
                .reported(reported(row))
                .build();
    }
}
