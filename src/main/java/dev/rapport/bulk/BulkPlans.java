package dev.rapport.bulk;

import dev.rapport.shared.BusinessTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All orders, and the members whose turn it is. */
@Component
class BulkPlans {

    /** A member without an open contact of the campaign. */
    record Member(long id, Long addressId) {}

    // A contact with a contact person is the person's, and the company's too unless the person is a member of its
    // own. So the contacts of an order itself never decide about its later members, however it is cut into chunks.
    private static final String WITHOUT_OPEN_CONTACT = """
            from rapport.campaign_member_now m
            where m.campaign_id = :campaign
              and not exists (select from rapport.address_card a where a.id = m.address_id and a.inactive)
              and not exists (select from rapport.open_contact c
                              where c.campaign_id = m.campaign_id and c.address_id = m.address_id
                                and not exists (select from rapport.campaign_member_now p
                                                where p.campaign_id = c.campaign_id
                                                  and p.address_id = c.contact_person_id))
              and not exists (select from rapport.open_contact c
                              where c.campaign_id = m.campaign_id and c.contact_person_id = m.address_id)
            """;

    private static final String SELECT = """
            select b.*, k.title as campaign,
                   coalesce(o.name, b.created_by) as ordered_by,
                   coalesce(x.name, b.cancelled_by) as ended_by
            from rapport.bulk_plan b
            join rapport.campaign_title k on k.id = b.campaign_id
            left join rapport.user_card o on o.user_id = b.created_by
            left join rapport.user_card x on x.user_id = b.cancelled_by
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

    /** Adds an order; empty while another one of the campaign is running, for which it waits if that is just being given. */
    Optional<Long> add(Long campaign, CheckedBulkPlan order, Waiting waiting, String user) {
        boolean nothingToDo = waiting.count() == 0;
        return jdbc.sql("""
                        insert into rapport.bulk_plan
                          (campaign_id, type, direction, start_from, start_to, responsibles, reminder_lead, subject,
                           description, total, newest_member, status, created_at, created_by, finished_at)
                        values (:campaign, :type, :direction, :from, :to, :responsibles, :lead, :subject,
                                :description, :total, :newest, :status, :now, :user, :finished)
                        on conflict (campaign_id) where status = 'RUNNING' do nothing
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
                .optional();
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

    List<BulkPlan> ofCampaign(Long campaign, long before, int most) {
        return jdbc.sql(SELECT + " where b.campaign_id = :campaign and b.id < :before order by b.id desc limit :most")
                .param("campaign", campaign)
                .param("before", before)
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

    void done(Long plan) {
        jdbc.sql("update rapport.bulk_plan set status = 'DONE', finished_at = :now, handled = total where id = :id")
                .param("now", Timestamp.from(time.now()))
                .param("id", plan)
                .update();
    }

    /** Ends an order early; one that has ended stays as it is. */
    void stop(Long plan, BulkPlan.Stop reason) {
        jdbc.sql("""
                        update rapport.bulk_plan
                        set status = 'STOPPED', finished_at = :now,
                            stopped_by = :code, stopped_field = :field, stopped_rule = :rule, cancelled_by = :user
                        where id = :id and status = 'RUNNING'""")
                .param("now", Timestamp.from(time.now()))
                .param("code", reason.code())
                .param("field", reason.field())
                .param("rule", reason.rule())
                .param("user", reason.user())
                .param("id", plan)
                .update();
    }

    List<Long> running(Long campaign) {
        return jdbc.sql("select id from rapport.bulk_plan where campaign_id = :campaign and status = 'RUNNING'")
                .param("campaign", campaign)
                .query(Long.class)
                .list();
    }

    private static BulkPlan plan(ResultSet row) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        String stoppedBy = row.getString("stopped_by");
        return BulkPlanBuilder.builder()
                .id(row.getLong("id"))
                .campaignId(row.getLong("campaign_id"))
                .campaign(row.getString("campaign"))
                .type(row.getString("type"))
                .direction(row.getString("direction"))
                .startFrom(row.getTimestamp("start_from").toInstant())
                .startTo(row.getTimestamp("start_to").toInstant())
                .responsibles(
                        Arrays.asList((String[]) row.getArray("responsibles").getArray()))
                .reminderLead(row.getString("reminder_lead"))
                .subject(row.getString("subject"))
                .description(row.getString("description"))
                .total(row.getInt("total"))
                .handled(row.getInt("handled"))
                .planned(row.getInt("planned"))
                .lastMember(row.getLong("last_member"))
                .newestMember(row.getLong("newest_member"))
                .status(BulkPlan.Status.valueOf(row.getString("status")))
                .stopped(
                        stoppedBy == null
                                ? null
                                : new BulkPlan.Stop(
                                        stoppedBy,
                                        row.getString("stopped_field"),
                                        row.getString("stopped_rule"),
                                        row.getString("ended_by")))
                .createdAt(row.getTimestamp("created_at").toInstant())
                .createdBy(row.getString("created_by"))
                .createdByName(row.getString("ordered_by"))
                .finishedAt(finished == null ? null : finished.toInstant())
                .build();
    }
}
