package dev.rapport.campaign;

import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The assignments of one address, for the address web part <i>Kampagnen</i> (rule 24). */
@Service
public class CampaignsOfAddress {

    /**
     * One assignment.
     *
     * @param id of the assignment itself
     * @param removedAt null while it lasts
     */
    @RecordBuilder
    public record Assignment(
            Long id,
            Long campaignId,
            String title,
            boolean active,
            Instant assignedAt,
            String assignedBy,
            @Nullable Instant removedAt,
            @Nullable String removedBy) {}

    private final JdbcClient jdbc;

    CampaignsOfAddress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists assignments, the lasting ones first, then the newest.
     *
     * @param ended whether to list removed ones too
     * @param after opaque, of the page before
     */
    @Transactional(readOnly = true)
    public Page<Assignment> list(Long addressId, boolean ended, @Nullable String after, @Nullable Integer wanted) {
        int limit = Page.limit(wanted);
        Cursor cursor = Cursor.parse(after, 2);
        boolean behindLasting = cursor != null && Boolean.parseBoolean(cursor.text(0));
        List<Assignment> rows = jdbc.sql("""
                        select c.id, c.title, c.deleted_at is null as active, m.*, m.id as member
                        from rapport.campaign_member m join rapport.campaign c on c.id = m.campaign_id
                        where m.address_id = :address and (:ended or m.removed_at is null)
                          and (m.removed_at is not null, -m.id) > (:removed, :id)
                        order by m.removed_at is not null, m.id desc
                        limit :most""")
                .param("address", addressId)
                .param("ended", ended)
                .param("removed", behindLasting)
                .param("id", cursor == null ? Long.MIN_VALUE : cursor.number(1))
                .param("most", limit + 1)
                .query((row, n) -> {
                    Timestamp removed = row.getTimestamp("removed_at");
                    return CampaignsOfAddressAssignmentBuilder.builder()
                            .id(row.getLong("member"))
                            .campaignId(row.getLong("campaign_id"))
                            .title(row.getString("title"))
                            .active(row.getBoolean("active"))
                            .assignedAt(row.getTimestamp("assigned_at").toInstant())
                            .assignedBy(row.getString("assigned_by"))
                            .removedAt(removed == null ? null : removed.toInstant())
                            .removedBy(row.getString("removed_by"))
                            .build();
                })
                .list();
        return Page.of(rows, limit, each -> Cursor.of(each.removedAt() != null, -each.id()));
    }
}
