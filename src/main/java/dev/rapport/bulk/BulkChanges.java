package dev.rapport.bulk;

import dev.rapport.lists.Entry;
import dev.rapport.shared.BusinessTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All orders to change many, and whose turn it is. */
@Component
class BulkChanges {

    private static final String SELECT = """
            select b.*,
                   coalesce(o.name, b.created_by) as ordered_by,
                   coalesce(x.name, b.cancelled_by) as ended_by
            from rapport.bulk_change b
            left join rapport.user_card o on o.user_id = b.created_by
            left join rapport.user_card x on x.user_id = b.cancelled_by
            """;

    private final JdbcClient jdbc;
    private final BusinessTime time;

    BulkChanges(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Adds an order.
     *
     * @param entries what is meant, in the order of their turns
     */
    Long add(Entry.Kind list, CheckedBulkChange order, Locale language, List<Long> entries, String user) {
        return jdbc.sql("""
                        with given as (
                          insert into rapport.bulk_change
                            (list, action, said, language, total, status, created_at, created_by)
                          values (:list, :action, cast(:said as jsonb), :language, :total, 'RUNNING', :now, :user)
                          returning id),
                        meant as (
                          insert into rapport.bulk_change_entry (change_id, turn, entry_id)
                          select given.id, meant.turn, meant.entry
                          from given, unnest(:entries) with ordinality meant(entry, turn))
                        select id from given""")
                .param("list", list.name())
                .param("action", order.action().name())
                .param("said", JsonMapper.shared().writeValueAsString(order.said()))
                .param("language", language.getLanguage())
                .param("total", entries.size())
                .param("now", Timestamp.from(time.now()))
                .param("user", user)
                .param("entries", entries.toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    Optional<BulkChange> find(Long id) {
        return jdbc.sql(SELECT + " where b.id = :id")
                .param("id", id)
                .query((row, n) -> change(row))
                .optional();
    }

    /** Locks the order: a job that was thought dead and comes back waits here, and then sees what was done. */
    Optional<BulkChange> lock(Long id) {
        return jdbc.sql(SELECT + " where b.id = :id for update of b")
                .param("id", id)
                .query((row, n) -> change(row))
                .optional();
    }

    /** The latest orders of a person. */
    List<BulkChange> latestOf(String user, int most) {
        return jdbc.sql(SELECT + " where b.created_by = :user order by b.id desc limit :most")
                .param("user", user)
                .param("most", most)
                .query((row, n) -> change(row))
                .list();
    }

    /** Which entry has this turn. */
    Long entry(BulkChange change, int turn) {
        return jdbc.sql("select entry_id from rapport.bulk_change_entry where change_id = :change and turn = :turn")
                .param("change", change.id())
                .param("turn", turn)
                .query(Long.class)
                .single();
    }

    /** The one whose turn it was is changed; with the last one the order is done. */
    void changed(BulkChange change) {
        advance(change, 1);
    }

    /** It refused. */
    void refused(BulkChange change, String reason) {
        jdbc.sql("update rapport.bulk_change_entry set refusal = :reason where change_id = :change and turn = :turn")
                .param("reason", reason)
                .param("change", change.id())
                .param("turn", change.handled() + 1)
                .update();
        advance(change, 0);
    }

    private void advance(BulkChange change, int changed) {
        jdbc.sql("""
                        update rapport.bulk_change
                        set handled = handled + 1, changed = changed + :changed,
                            status = case when handled + 1 = total then 'DONE' else status end,
                            finished_at = case when handled + 1 = total then cast(:now as timestamptz) end
                        where id = :id""")
                .param("changed", changed)
                .param("now", Timestamp.from(time.now()))
                .param("id", change.id())
                .update();
    }

    /** Ends an order early; one that has ended stays as it is. */
    void stop(Long change, BulkPlan.Stop reason) {
        jdbc.sql("""
                        update rapport.bulk_change
                        set status = 'STOPPED', finished_at = :now,
                            stopped_by = :code, stopped_field = :field, cancelled_by = :user
                        where id = :id and status = 'RUNNING'""")
                .param("now", Timestamp.from(time.now()))
                .param("code", reason.code())
                .param("field", reason.field())
                .param("user", reason.user())
                .param("id", change)
                .update();
    }

    /** Those that refused, in the order of their turns. */
    List<BulkChange.Unchanged> refusals(BulkChange change, long after, int most) {
        return jdbc.sql("""
                        select e.turn, e.entry_id, i.number, i.subject, e.refusal
                        from rapport.bulk_change_entry e left join %s i on i.id = e.entry_id
                        where e.change_id = :change and e.refusal is not null and e.turn > :after
                        order by e.turn limit :most""".formatted(
                                change.list() == Entry.Kind.CONTACT
                                        ? "rapport.contact_entry_ever"
                                        : "rapport.measure_entry_ever"))
                .param("change", change.id())
                .param("after", after)
                .param("most", most)
                .query((row, n) -> new BulkChange.Unchanged(
                        row.getInt("turn"),
                        row.getLong("entry_id"),
                        row.getString("number"),
                        row.getString("subject"),
                        row.getString("refusal")))
                .list();
    }

    private static BulkChange change(ResultSet row) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        String stoppedBy = row.getString("stopped_by");
        return BulkChangeBuilder.builder()
                .id(row.getLong("id"))
                .list(Entry.Kind.valueOf(row.getString("list")))
                .action(BulkChange.ChangeAction.valueOf(row.getString("action")))
                .said(JsonMapper.shared().readValue(row.getString("said"), BulkChangeDraft.class))
                .language(Locale.forLanguageTag(row.getString("language")))
                .total(row.getInt("total"))
                .handled(row.getInt("handled"))
                .changed(row.getInt("changed"))
                .status(BulkPlan.Status.valueOf(row.getString("status")))
                .stopped(
                        stoppedBy == null
                                ? null
                                : new BulkPlan.Stop(
                                        stoppedBy, row.getString("stopped_field"), null, row.getString("ended_by")))
                .createdAt(row.getTimestamp("created_at").toInstant())
                .createdBy(row.getString("created_by"))
                .createdByName(row.getString("ordered_by"))
                .finishedAt(finished == null ? null : finished.toInstant())
                .build();
    }
}
