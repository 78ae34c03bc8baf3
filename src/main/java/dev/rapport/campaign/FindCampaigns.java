package dev.rapport.campaign;

import dev.rapport.shared.Cursor;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.shared.SearchTerms;
import dev.rapport.web.Lookup;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists campaigns, for choices and for the option web part (rules 9 and 24). */
@Service
public class FindCampaigns {

    /** Which campaigns are wanted. */
    public enum Which {
        ACTIVE,
        DELETED,
        ALL
    }

    /**
     * What is looked for.
     *
     * @param text part of the title, at most two terms; null for all
     * @param addressId puts the campaigns of this address first; null for the plain order by title
     * @param after opaque, of the page before; null for the first page
     * @param counted whether the members of each are wanted
     */
    public record Search(
            Which which,
            @Nullable String text,
            @Nullable Long addressId,
            @Nullable String after,
            @Nullable Integer limit,
            boolean counted) {

        /** Active campaigns to which the address can be assigned, among those that it is assigned to. */
        public static Search toAssign(@Nullable String text, Long addressId) {
            return new Search(Which.ACTIVE, text, addressId, null, Page.MAXIMUM_LIMIT, false);
        }
    }

    /**
     * One line.
     *
     * @param ofAddress whether the address that was asked for is assigned
     * @param members how many addresses are assigned; null when they were not to be counted
     */
    @RecordBuilder
    public record Item(
            Long id,
            int version,
            String title,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean active,
            boolean ofAddress,
            @Nullable Long members) {}

    private static final int CHOICES = 10;

    private final JdbcClient jdbc;

    FindCampaigns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Finds campaigns: those of the address first, then by title. */
    @Transactional(readOnly = true)
    public Page<Item> find(Search search) {
        int limit = Page.limit(search.limit());
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where = new StringBuilder("where true");
        switch (search.which()) {
            case ACTIVE -> where.append(" and deleted_at is null");
            case DELETED -> where.append(" and deleted_at is not null");
            case ALL -> where.append("");
        }
        where.append(" and ").append(SearchTerms.of(search.text()).occurIn("title", parameters));
        Cursor cursor = Cursor.parse(search.after(), 3);
        if (cursor != null) {
            // a piece of an index where there is no address
            where.append(
                    search.addressId() == null
                            ? " and (title collate \"de-x-icu\", id) > (:title, :id)"
                            : " and (not of_address, title collate \"de-x-icu\", id) > (:otherThan, :title, :id)");
            parameters.put("otherThan", Boolean.parseBoolean(cursor.text(0)));
            parameters.put("title", cursor.text(1));
            parameters.put("id", cursor.number(2));
        }
        String ofAddress = "false";
        if (search.addressId() != null) {
            ofAddress = """
                    exists (select from rapport.campaign_member m
                            where m.campaign_id = c.id and m.address_id = :address and m.removed_at is null)""";
            parameters.put("address", search.addressId());
        }
        String members = search.counted()
                ? "coalesce((select s.members from rapport.campaign_size s where s.campaign_id = listed.id), 0)"
                : "null::bigint";
        List<Item> rows = jdbc.sql("""
                        select listed.*, %s as members
                        from (
                          select * from (select c.*, %s as of_address from rapport.campaign c) found
                          %s
                          order by not of_address, title collate "de-x-icu", id
                          limit %d
                        ) listed
                        order by not of_address, title collate "de-x-icu", id""".formatted(members, ofAddress, where, limit + 1))
                .params(parameters)
                .query((row, n) -> FindCampaignsItemBuilder.builder()
                        .id(row.getLong("id"))
                        .version(row.getInt("version"))
                        .title(row.getString("title"))
                        .from(row.getObject("starts_on", LocalDate.class))
                        .to(row.getObject("ends_on", LocalDate.class))
                        .active(row.getTimestamp("deleted_at") == null)
                        .ofAddress(row.getBoolean("of_address"))
                        .members(row.getObject("members", Long.class))
                        .build())
                .list();
        return Page.of(rows, limit, item -> Cursor.of(!item.ofAddress(), item.title(), item.id()));
    }

    /**
     * At most ten active campaigns to choose from for a contact or a measure (rule 29): those of the address or of its
     * company first (rule 9), then the newest.
     *
     * @param text part of the title, at most two words; null for all
     * @param addressId null when there is none yet
     */
    @Transactional(readOnly = true)
    public List<Lookup.Choice> choices(@Nullable String text, @Nullable Long addressId) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        String fitting = SearchTerms.of(text).occurIn("k.title", parameters);
        parameters.put("address", addressId);
        return jdbc.sql("""
                        select k.id, k.title
                        from rapport.campaign k
                        where k.deleted_at is null and %s
                        order by exists (select from rapport.campaign_member m
                                         where m.campaign_id = k.id and m.removed_at is null
                                           and m.address_id in (
                                             select unnest(array[a.id, a.company_id])
                                             from rapport.address_card a where a.id = cast(:address as bigint))) desc,
                                 k.starts_on desc nulls last, k.title collate "de-x-icu", k.id
                        limit %d""".formatted(fitting, CHOICES))
                .params(parameters)
                .query(FindCampaigns::choice)
                .list();
    }

    /** Whether every word occurs in a campaign's title. */
    @Transactional(readOnly = true)
    public boolean fits(String id, SearchTerms words) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        String fitting = words.occurIn("title", parameters);
        parameters.put("id", Ids.require("campaignId", id));
        return jdbc.sql("select exists (select from rapport.campaign where id = :id and %s)".formatted(fitting))
                .params(parameters)
                .query(Boolean.class)
                .single();
    }

    /** An active campaign that was chosen. */
    @Transactional(readOnly = true)
    public Optional<Lookup> chosen(@Nullable String id) {
        return Ids.parse(id)
                .flatMap(campaign -> jdbc.sql(
                                "select id, title from rapport.campaign where id = :id and deleted_at is null")
                        .param("id", campaign)
                        .query(FindCampaigns::choice)
                        .optional())
                .map(Lookup::chosen);
    }

    private static Lookup.Choice choice(ResultSet row, int n) throws SQLException {
        return new Lookup.Choice(row.getString("id"), row.getString("title"));
    }
}
