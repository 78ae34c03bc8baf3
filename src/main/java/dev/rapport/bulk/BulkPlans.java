package dev.rapport.bulk;

import dev.rapport.shared.BusinessTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All orders, and the members whose turn it is. */
@Component
class BulkPlans {

    /** A member without an open contact of the campaign. */
    record Member(long id, Long addressId) {}

    // A contact with a contact person is the person's and the company's.
    private static final String WITHOUT_OPEN_CONTACT = """
            from rapport.campaign_member m
            where m.campaign_id = :campaign and m.removed_at is null
              and not exists (select from rapport.contact c
                              where c.campaign_id = m.campaign_id and c.address_id = m.address_id
                                and c.status = 'PLANNED')
              and not exists (select from rapport.contact c
                              where c.campaign_id = m.campaign_id and c.contact_person_id = m.address_id
                                and c.status = 'PLANNED')
            """;

    private static final String SELECT = """
            select b.*, k.title as campaign from rapport.bulk_plan b join rapport.campaign k on k.id = b.campaign_id
            """;

    private final JdbcClient jdbc;
    private final BusinessTime time;

    BulkPlans(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** How many members have no open contact, and the newest of them; 0 and 0 for none. */
    record Waiting(int count, long newest) {}

    Waiting waiting(Long campaign) {
        return jdbc.sql("select count(*) as waiting, coalesce(max(m.id), 0) as newest " + WITHOUT_OPEN_CONTACT)
                .param("campaign", campaign)
                .query((row, n) -> new Waiting(row.getInt("waiting"), row.getLong("newest")))
                .single();
    }

    List<Member> next(Long campaign, long after, long newest, int count) {
        return jdbc.sql("select m.id, m.address_id " + WITHOUT_OPEN_CONTACT
                        + " and m.id > :after and m.id <= :newest order by m.id limit :count")
                .param("campaign", campaign)
                .param("after", after)
                .param("newest", newest)
                .param("count", count)
                .query((row, n) -> new Member(row.getLong("id"), row.getLong("address_id")))
                .list();
    }

    boolean running(Long campaign) {
        return jdbc.sql("select count(*) from rapport.bulk_plan where campaign_id = :campaign and status = 'RUNNING'")
                        .param("campaign", campaign)
                        .query(Long.class)
                        .single()
                > 0;
    }

    Long add(Long campaign, CheckedBulkPlan order, Waiting waiting, String user) {
        boolean nothingToDo = waiting.count() == 0;
        return jdbc.sql("""
                        insert into rapport.bulk_plan
                          (campaign_id, type, direction, start_from, start_to, responsibles, reminder_lead, subject,
                           description, total, newest_member, status, created_at, created_by, finished_at)
                        values (:campaign, :type, :direction, :from, :to, :responsibles, :lead, :subject,
                                :description, :total, :newest, :status, :now, :user, :finished)
                        returning id""")
                .param("campaign", campaign)
                .param("type", order.type())
                .param("direction", order.direction())
                .param("from", Timestamp.from(order.startFrom()))
                .param("to", Timestamp.from(order.startTo()))
                .param("responsibles", order.responsibles().toArray(String[]::new))
                .param("lead", order.reminderLead())
                .param("subject", order.subject())
                .param("description", order.description())
                .param("total", waiting.count())
                .param("newest", waiting.newest())
                .param("status", nothingToDo ? "DONE" : "RUNNING")
                .param("now", Timestamp.from(time.now()))
                .param("user", user)
                .param("finished", nothingToDo ? Timestamp.from(time.now()) : null)
                .query(Long.class)
                .single();
    }

    Optional<BulkPlan> find(Long id) {
        return jdbc.sql(SELECT + " where b.id = :id")
                .param("id", id)
                .query((row, n) -> plan(row))
                .optional();
    }

    /** Locks the order: a job that was thought dead and comes back waits here, and then sees what was done. */
    Optional<BulkPlan> lock(Long id) {
        return jdbc.sql(SELECT + " where b.id = :id for update of b")
                .param("id", id)
                .query((row, n) -> plan(row))
                .optional();
    }

    List<BulkPlan> ofCampaign(Long campaign, int most) {
        return jdbc.sql(SELECT + " where b.campaign_id = :campaign order by b.id desc limit :most")
                .param("campaign", campaign)
                .param("most", most)
                .query((row, n) -> plan(row))
                .list();
    }

    void progress(BulkPlan plan, int handled, int planned, long lastMember) {
        jdbc.sql("""
                        update rapport.bulk_plan
                        set handled = :handled, planned = :planned, last_member = :member where id = :id""")
                .param("handled", handled)
                .param("planned", planned)
                .param("member", lastMember)
                .param("id", plan.id())
                .update();
    }

    void finish(BulkPlan plan, BulkPlan.Status status, @Nullable String stoppedBy) {
        jdbc.sql("""
                        update rapport.bulk_plan
                        set status = :status, stopped_by = :by, finished_at = :now,
                            handled = case when :status = 'DONE' then total else handled end
                        where id = :id""")
                .param("status", status.name())
                .param("by", stoppedBy)
                .param("now", Timestamp.from(time.now()))
                .param("id", plan.id())
                .update();
    }

    private static BulkPlan plan(ResultSet row) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new BulkPlan(
                row.getLong("id"),
                row.getLong("campaign_id"),
                row.getString("campaign"),
                row.getString("type"),
                row.getString("direction"),
                row.getTimestamp("start_from").toInstant(),
                row.getTimestamp("start_to").toInstant(),
                Arrays.asList((String[]) row.getArray("responsibles").getArray()),
                row.getString("reminder_lead"),
                row.getString("subject"),
                row.getString("description"),
                row.getInt("total"),
                row.getInt("handled"),
                row.getInt("planned"),
                row.getLong("last_member"),
                row.getLong("newest_member"),
                BulkPlan.Status.valueOf(row.getString("status")),
                row.getString("stopped_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                finished == null ? null : finished.toInstant());
    }
}
