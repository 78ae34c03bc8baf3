package dev.rapport.measure;

import dev.rapport.item.ItemStatus;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Page;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the measures of one campaign, and how far it has got with them. */
@Service
public class ListCampaignMeasures {

    /** One measure. */
    public record Line(
            Long id,
            String number,
            String subject,
            ItemStatus status,
            @Nullable OutcomeLabel outcomeLabel,
            int attempts,
            @Nullable LocalDate plannedFor,
            @Nullable String responsible,
            @Nullable Instant closedAt) {}

    /** How many measures there are by status. */
    public record Progress(long planned, long performed, long notPerformed) {

        public long all() {
            return planned + closed();
        }

        public long closed() {
            return performed + notPerformed;
        }
    }

    private static final int LINES = 10;

    private final JdbcClient jdbc;

    ListCampaignMeasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists measures, the newest first.
     *
     * @param after opaque, of the page before; null for the first page
     */
    @Transactional(readOnly = true)
    public Page<Line> of(Long campaignId, @Nullable String after) {
        Cursor cursor = Cursor.parse(after, 1);
        List<Line> rows = jdbc.sql("""
                        select m.id, m.number, m.subject, m.status, m.planned_for, m.closed_at,
                               m.outcome_label, m.outcome_label_en, m.outcome_colour, m.attempts,
                               coalesce(u.name, m.responsible) as responsible
                        from rapport.measure m
                        left join rapport.user_card u on u.user_id = m.responsible
                        where m.campaign_id = :campaign and m.voided_at is null and m.id < :before
                        order by m.id desc limit :most""")
                .param("campaign", campaignId)
                .param("before", cursor == null ? Long.MAX_VALUE : cursor.number(0))
                .param("most", LINES + 1)
                .query((row, n) -> {
                    Timestamp closed = row.getTimestamp("closed_at");
                    return new Line(
                            row.getLong("id"),
                            row.getString("number"),
                            row.getString("subject"),
                            ItemStatus.valueOf(row.getString("status")),
                            OutcomeLabel.of(row),
                            row.getInt("attempts"),
                            row.getObject("planned_for", LocalDate.class),
                            row.getString("responsible"),
                            closed == null ? null : closed.toInstant());
                })
                .list();
        return Page.of(rows, LINES, line -> Cursor.of(line.id()));
    }

    /** Counts the measures of a campaign. */
    @Transactional(readOnly = true)
    public Progress progress(Long campaignId) {
        return jdbc.sql("""
                        select count(*) filter (where status = 'PLANNED') as planned,
                               count(*) filter (where status = 'PERFORMED') as performed,
                               count(*) filter (where status = 'NOT_PERFORMED') as not_performed
                        from rapport.measure where campaign_id = :campaign and voided_at is null""").param("campaign", campaignId).query(Progress.class).single();
    }
}
