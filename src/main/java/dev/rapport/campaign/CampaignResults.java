package dev.rapport.campaign;

import static java.util.Objects.requireNonNullElse;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What came of a campaign: counts, and for each member what comes next. A contact with a contact person is the person's
 * and the company's. The database counts whenever a contact, a measure or an assignment changes (V45); contacts are read
 * as they publish themselves: they know campaigns and not the other way round.
 */
@Service
public class CampaignResults {

    /**
     * Counts of a campaign; deleted ones keep them.
     *
     * @param members addresses assigned now
     * @param planned the members' contacts of the campaign that are open; likewise performed and not performed
     * @param othersPlanned open contacts of the campaign with addresses that are not assigned to it, or no longer; they
     *     stand apart because nobody of them is among those who were reached
     * @param neverContacted members without a performed contact of this campaign
     * @param waiting those of them who have an open contact
     * @param measuresPlanned open measures; likewise performed and not performed
     */
    @RecordBuilder
    public record Counts(
            long members,
            long planned,
            long performed,
            long notPerformed,
            long neverContacted,
            long waiting,
            long measuresPlanned,
            long measuresPerformed,
            long measuresNotPerformed,
            long othersPlanned,
            long othersPerformed,
            long othersNotPerformed) {

        /** All contacts of addresses that are not assigned. */
        public long ofOthers() {
            return othersPlanned + othersPerformed + othersNotPerformed;
        }
    }

    /**
     * How many of a campaign's contacts have an outcome that their model has words of its own for.
     *
     * @param label what the latest of them calls it
     * @param number at most {@link Page#COUNTED}
     */
    public record OwnOutcome(String code, OutcomeLabel label, long number) {}

    /**
     * What there is to see of a campaign at a glance.
     *
     * @param outcomes beside performed and not performed, by their codes, those of the last attempts at open contacts among them
     */
    public record Figures(Counts counts, List<OwnOutcome> outcomes) {}

    private static final String COUNTS = """
            select c.what, sum(c.number) as number, null as outcome_label, null as outcome_label_en, null as outcome_colour
            from rapport.campaign k left join rapport.campaign_count c on c.campaign_id = k.id
            where k.id = :campaign group by c.what""";

    private static final String OWN =
            "from rapport.contact_entry c where c.campaign_id = :campaign and c.outcome not in ('performed', 'notPerformed')";

    /** A contact of a member. */
    public record Step(
            Long contactId,
            String number,
            String type,
            String status,
            @Nullable OutcomeLabel outcomeLabel,
            int attempts,
            Instant start,
            String subject,
            @Nullable String responsible) {}

    /**
     * One member.
     *
     * @param next its open contact of this campaign that starts first
     * @param last its closed one that started last
     */
    @RecordBuilder
    public record Member(
            Long id,
            Long addressId,
            String name,
            @Nullable String company,
            @Nullable String town,
            @Nullable String phone,
            @Nullable Step next,
            @Nullable Step last) {}

    private final JdbcClient jdbc;

    CampaignResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Counts of(Long campaignId) {
        return read(campaignId, COUNTS).counts();
    }

    /**
     * The same with the outcomes that models have words of their own for.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Figures figures(Long campaignId) {
        return read(campaignId, """
                with recursive own as (
                  (select c.outcome as code %1$s order by c.outcome limit 1)
                  union all
                  select (select c.outcome %1$s and c.outcome > own.code order by c.outcome limit 1)
                  from own where own.code is not null)
                %3$s
                union all
                select own.code, (select count(*) from (select %1$s and c.outcome = own.code limit %2$d) counted),
                       coalesce(latest.outcome_label, own.code), latest.outcome_label_en, latest.outcome_colour
                from own
                cross join lateral (
                  select c.outcome_label, c.outcome_label_en, c.outcome_colour %1$s and c.outcome = own.code
                  order by c.start_at desc limit 1) latest
                order by 1""".formatted(OWN, Page.COUNTED, COUNTS));
    }

    private Figures read(Long campaignId, String sql) {
        Map<String, Long> counts = new HashMap<>();
        List<OwnOutcome> outcomes = new ArrayList<>();
        jdbc.sql(sql).param("campaign", campaignId).query(row -> {
            OutcomeLabel label = OutcomeLabel.of(row);
            if (label == null) {
                counts.put(requireNonNullElse(row.getString("what"), "none"), row.getLong("number"));
            } else {
                outcomes.add(new OwnOutcome(row.getString("what"), label, row.getLong("number")));
            }
        });
        if (counts.isEmpty()) {
            throw BusinessRuleViolation.notFound("id");
        }
        ToLongFunction<String> count = what -> counts.getOrDefault(what, 0L);
        Counts read = CampaignResultsCountsBuilder.builder()
                .members(count.applyAsLong("members"))
                .planned(count.applyAsLong("planned"))
                .performed(count.applyAsLong("performed"))
                .notPerformed(count.applyAsLong("not_performed"))
                .neverContacted(count.applyAsLong("members") - count.applyAsLong("reached"))
                .waiting(count.applyAsLong("waiting"))
                .measuresPlanned(count.applyAsLong("measures_planned"))
                .measuresPerformed(count.applyAsLong("measures_performed"))
                .measuresNotPerformed(count.applyAsLong("measures_not_performed"))
                .othersPlanned(count.applyAsLong("others_planned"))
                .othersPerformed(count.applyAsLong("others_performed"))
                .othersNotPerformed(count.applyAsLong("others_not_performed"))
                .build();
        return new Figures(read, List.copyOf(outcomes));
    }

    /**
     * Lists the members with what comes next, in the order of assignment.
     *
     * @param text part of name, company or town, at most two terms; null for all
     * @param after opaque, of the page before
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Page<Member> nextSteps(
            Long campaignId, @Nullable String text, @Nullable String after, @Nullable Integer wanted) {
        return page(campaignId, text, after, Page.limit(wanted));
    }

    /**
     * Lists so many of them, for whoever reads all.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Page<Member> manyNextSteps(Long campaignId, @Nullable String text, @Nullable String after, int rows) {
        return page(campaignId, text, after, rows);
    }

    private Page<Member> page(Long campaignId, @Nullable String text, @Nullable String after, int limit) {
        Cursor cursor = Cursor.parse(after, 1);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("campaign", campaignId);
        parameters.put("after", cursor == null ? 0L : cursor.number(0));
        boolean known = jdbc.sql("select count(*) from rapport.campaign where id = :campaign")
                        .param("campaign", campaignId)
                        .query(Long.class)
                        .single()
                > 0;
        if (!known) {
            throw BusinessRuleViolation.notFound("id");
        }
        String matching = " and " + ListMembers.matching(text, parameters);
        List<Member> rows = jdbc.sql("""
                        select m.id, m.address_id, a.name as name, c.name as company,
                               coalesce(a.town, c.town) as town, coalesce(a.phone, c.phone) as phone, %s, %s
                        from (select m.id, m.address_id from rapport.campaign_member m
                              join rapport.address_card a on a.id = m.address_id
                              left join rapport.address_card c on c.id = a.company_id
                              where %s%s
                              order by m.campaign_id, m.id limit %d) m
                        join rapport.address_card a on a.id = m.address_id
                        left join rapport.address_card c on c.id = a.company_id
                        left join lateral (%s) n on true
                        left join lateral (%s) l on true
                        order by m.id""".formatted(
                                columns("n"),
                                columns("l"),
                                ListMembers.OF_CAMPAIGN,
                                matching,
                                limit + 1,
                                step("= 'PLANNED'", "asc"),
                                step("<> 'PLANNED'", "desc")))
                .params(parameters)
                .query((row, n) -> CampaignResultsMemberBuilder.builder()
                        .id(row.getLong("id"))
                        .addressId(row.getLong("address_id"))
                        .name(row.getString("name"))
                        .company(row.getString("company"))
                        .town(row.getString("town"))
                        .phone(row.getString("phone"))
                        .next(step(row, "n"))
                        .last(step(row, "l"))
                        .build())
                .list();
        return Page.of(rows, limit, member -> Cursor.of(member.id()));
    }

    private static String columns(String step) {
        return "%1$s.id as %1$s_id, %1$s.number as %1$s_number, %1$s.type as %1$s_type, %1$s.status as %1$s_status,"
                        .formatted(step)
                + " %1$s.outcome_label as %1$s_label, %1$s.outcome_label_en as %1$s_label_en, %1$s.outcome_colour as %1$s_colour,"
                        .formatted(step)
                + " %1$s.attempts as %1$s_attempts, %1$s.start_at as %1$s_start, %1$s.subject as %1$s_subject, %1$s.responsible as %1$s_responsible"
                        .formatted(step);
    }

    /** Two index look-ups instead of one condition with "or", which no index serves. */
    private static String step(String status, String order) {
        return """
                select * from (
                  select x.* from rapport.contact_entry x
                  where x.campaign_id = :campaign and x.address_id = m.address_id and x.status %1$s
                  union
                  select x.* from rapport.contact_entry x
                  where x.campaign_id = :campaign and x.contact_person_id = m.address_id and x.status %1$s
                ) of_member order by start_at %2$s, id %2$s limit 1""".formatted(status, order);
    }

    private static @Nullable Step step(ResultSet row, String step) throws SQLException {
        return row.getObject(step + "_id") == null
                ? null
                : new Step(
                        row.getLong(step + "_id"),
                        row.getString(step + "_number"),
                        row.getString(step + "_type"),
                        row.getString(step + "_status"),
                        OutcomeLabel.of(
                                row.getString(step + "_label"),
                                row.getString(step + "_label_en"),
                                row.getString(step + "_colour")),
                        row.getInt(step + "_attempts"),
                        row.getTimestamp(step + "_start").toInstant(),
                        row.getString(step + "_subject"),
                        row.getString(step + "_responsible"));
    }
}
