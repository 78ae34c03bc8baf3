package dev.rapport.campaign;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import dev.rapport.shared.SearchTerms;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the addresses that are assigned to a campaign now, in the order of assignment. */
@Service
public class ListMembers {

    /**
     * One member.
     *
     * @param addressId an address or a contact person
     * @param company of a contact person
     */
    @RecordBuilder
    public record Member(
            Long id,
            Long addressId,
            String kind,
            String name,
            @Nullable String company,
            @Nullable String town,
            @Nullable String phone,
            Instant assignedAt,
            String assignedBy) {}

    /**
     * Members {@code m} behind {@code :after}, to be sorted by campaign and id: one piece of an index. Said as an equation, PostgreSQL
     * would see no difference to the order of ids alone, and may read all members of older campaigns.
     */
    static final String OF_CAMPAIGN =
            "m.removed_at is null and (m.campaign_id, m.id) > (:campaign, :after) and m.campaign_id <= :campaign";

    private final JdbcClient jdbc;

    ListMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists members.
     *
     * @param text part of name, company or town, at most two terms; null for all
     * @param after opaque, of the page before
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public Page<Member> list(Long campaignId, @Nullable String text, @Nullable String after, @Nullable Integer wanted) {
        var campaign = jdbc.sql("select id from rapport.campaign where id = :id")
                .param("id", campaignId)
                .query(Long.class)
                .optional();
        if (campaign.isEmpty()) {
            throw BusinessRuleViolation.notFound("id");
        }
        int limit = Page.limit(wanted);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("campaign", campaignId);
        Cursor cursor = Cursor.parse(after, 1);
        parameters.put("after", cursor == null ? 0L : cursor.number(0));
        StringBuilder where = new StringBuilder("where ").append(OF_CAMPAIGN);
        where.append(" and ").append(matching(text, parameters));
        List<Member> rows = jdbc.sql("""
                        select m.id, m.address_id, m.assigned_at, m.assigned_by, a.kind,
                               a.name, c.name as company,
                               coalesce(a.town, c.town) as town, coalesce(a.phone, c.phone) as phone
                        from rapport.campaign_member m
                        join rapport.address_card a on a.id = m.address_id
                        left join rapport.address_card c on c.id = a.company_id
                        %s
                        order by m.campaign_id, m.id limit %d""".formatted(where, limit + 1))
                .params(parameters)
                .query((row, n) -> ListMembersMemberBuilder.builder()
                        .id(row.getLong("id"))
                        .addressId(row.getLong("address_id"))
                        .kind(row.getString("kind"))
                        .name(row.getString("name"))
                        .company(row.getString("company"))
                        .town(row.getString("town"))
                        .phone(row.getString("phone"))
                        .assignedAt(row.getTimestamp("assigned_at").toInstant())
                        .assignedBy(row.getString("assigned_by"))
                        .build())
                .list();
        return Page.of(rows, limit, member -> Cursor.of(member.id()));
    }

    /** The condition on an address {@code a} and its company {@code c}; true for all. */
    static String matching(@Nullable String text, Map<String, Object> parameters) {
        return SearchTerms.of(text).occurIn("concat_ws(' ', a.name, a.town, c.name)", parameters);
    }
}
