package dev.rapport.campaign;

import dev.rapport.shared.BusinessRuleViolation;
import java.sql.Timestamp;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads one campaign for showing it, a deleted one too. */
@Service
public class ShowCampaign {

    private final JdbcClient jdbc;

    ShowCampaign(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Shows a campaign.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public CampaignView show(Long campaignId) {
        return jdbc.sql("""
                        select c.*, cu.name as created_by_name,
                               du.name as deleted_by_name,
                               (select s.members from rapport.campaign_size s where s.campaign_id = c.id) as members
                        from rapport.campaign c
                        left join rapport.user_card cu on cu.user_id = c.created_by
                        left join rapport.user_card du on du.user_id = c.deleted_by
                        where c.id = :id""")
                .param("id", campaignId)
                .query((row, n) -> {
                    Timestamp deleted = row.getTimestamp("deleted_at");
                    return CampaignViewBuilder.builder()
                            .id(row.getLong("id"))
                            .version(row.getInt("version"))
                            .title(row.getString("title"))
                            .description(row.getString("description"))
                            .from(row.getObject("starts_on", LocalDate.class))
                            .to(row.getObject("ends_on", LocalDate.class))
                            .members(row.getLong("members"))
                            .createdAt(row.getTimestamp("created_at").toInstant())
                            .createdBy(row.getString("created_by"))
                            .createdByName(row.getString("created_by_name"))
                            .deletedAt(deleted == null ? null : deleted.toInstant())
                            .deletedBy(row.getString("deleted_by"))
                            .deletedByName(row.getString("deleted_by_name"))
                            .build();
                })
                .optional()
                .orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }
}
