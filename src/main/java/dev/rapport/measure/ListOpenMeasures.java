package dev.rapport.measure;

import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Page;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Open measures by the day they are planned for. Those of a person are those he is in charge of. */
@Service
public class ListOpenMeasures {

    /** The day of a measure that has none: it stands last. */
    public static final LocalDate NO_DAY = LocalDate.of(9999, 12, 31);

    /** One open measure; {@link #NO_DAY} is its day if it is planned for none. */
    public record Item(
            Long id,
            String subject,
            LocalDate day,
            @Nullable Long campaignId,
            @Nullable String campaign,
            @Nullable OutcomeLabel outcomeLabel,
            int attempts,
            int version) {}

    /** The last line of the page before: day and id. */
    public record After(LocalDate day, Long id) {}

    /** How many are planned for when, at most {@link Page#COUNTED} of each; those without a day count as later. */
    public record Counts(long past, long today, long later) {}

    private static final String DAY = "coalesce(m.planned_for, date '9999-12-31')";

    private final JdbcClient jdbc;

    ListOpenMeasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists them by day.
     *
     * @param whose null for everybody's
     * @param from the earliest day; null for none
     * @param before the first day that is too late; null for none
     * @param after null for the first page
     */
    @Transactional(readOnly = true)
    public List<Item> list(
            @Nullable String whose,
            @Nullable LocalDate from,
            @Nullable LocalDate before,
            @Nullable After after,
            int limit) {
        String conditions = open(whose)
                + (from == null ? "" : " and %s >= :from".formatted(DAY))
                + (before == null ? "" : " and %s < :before".formatted(DAY))
                + (after == null ? "" : " and (%s, m.id) > (:afterDay, :afterId)".formatted(DAY));
        return jdbc.sql("""
                        select m.id, m.subject, m.day, m.campaign_id, k.title as campaign, m.version,
                               m.outcome_label, m.outcome_label_en, m.outcome_colour, m.attempts
                        from (
                          select m.id, m.subject, %1$s as day, m.campaign_id, m.version,
                                 m.outcome_label, m.outcome_label_en, m.outcome_colour, m.attempts %2$s
                          order by %1$s, m.id limit %3$d
                        ) m
                        left join rapport.campaign_title k on k.id = m.campaign_id
                        order by m.day, m.id""".formatted(DAY, conditions, limit))
                .param("whose", whose)
                .param("from", from)
                .param("before", before)
                .param("afterDay", after == null ? null : after.day())
                .param("afterId", after == null ? null : after.id())
                .query((row, n) -> new Item(
                        row.getLong("id"),
                        row.getString("subject"),
                        row.getObject("day", LocalDate.class),
                        row.getObject("campaign_id", Long.class),
                        row.getString("campaign"),
                        OutcomeLabel.of(row),
                        row.getInt("attempts"),
                        row.getInt("version")))
                .list();
    }

    /** How many are planned for days before today, for today, and later. */
    @Transactional(readOnly = true)
    public Counts counts(@Nullable String whose, LocalDate today) {
        return jdbc.sql("select %s as past, %s as today, %s as later"
                        .formatted(counted(whose, "<"), counted(whose, "="), counted(whose, ">")))
                .param("whose", whose)
                .param("today", today)
                .query(Counts.class)
                .single();
    }

    private static String counted(@Nullable String whose, String toToday) {
        return "(select count(*) from (select %1$s and %2$s %3$s :today order by %2$s, m.id limit %4$d) counted)"
                .formatted(open(whose), DAY, toToday, Page.COUNTED);
    }

    private static String open(@Nullable String whose) {
        return "from rapport.measure m where m.status = 'PLANNED' and m.voided_at is null"
                + (whose == null ? "" : " and coalesce(m.responsible, m.created_by) = :whose");
    }
}
