package dev.rapport.campaign;

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
     * @param removedAt null while it lasts
     */
    public record Assignment(
            Long campaignId,
            String title,
            boolean active,
            Instant assignedAt,
            String assignedBy,
            @Nullable Instant removedAt,
            @Nullable String removedBy) {}

    /** More than anybody reads on one page; the newest come first. */
    private static final int MOST = 200;

    private final JdbcClient jdbc;

    CampaignsOfAddress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists assignments, the lasting ones first, then the newest.
     *
     * @param ended whether to list removed ones too
     */
    @Transactional(readOnly = true)
    public List<Assignment> list(Long addressId, boolean ended) {
        return jdbc.sql("""
                        select c.id, c.title, c.deleted_at is null as active, m.*
                        from rapport.campaign_member m join rapport.campaign c on c.id = m.campaign_id
                        where m.address_id = :address and (:ended or m.removed_at is null)
                        order by m.removed_at is not null, m.assigned_at desc, m.id desc
                        limit :most""")
                .param("address", addressId)
                .param("ended", ended)
                .param("most", MOST)
                .query((row, n) -> {
                    Timestamp removed = row.getTimestamp("removed_at");
                    return new Assignment(
                            row.getLong("campaign_id"),
                            row.getString("title"),
                            row.getBoolean("active"),
                            row.getTimestamp("assigned_at").toInstant(),
                            row.getString("assigned_by"),
                            removed == null ? null : removed.toInstant(),
                            row.getString("removed_by"));
                })
                .list();
    }
}
