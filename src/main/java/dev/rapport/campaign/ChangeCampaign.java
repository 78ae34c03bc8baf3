package dev.rapport.campaign;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Edits an active campaign (rule 24). */
@Service
public class ChangeCampaign {

    private final Campaigns campaigns;
    private final BusinessTime time;
    private final AuditTrail audit;

    ChangeCampaign(Campaigns campaigns, BusinessTime time, AuditTrail audit) {
        this.campaigns = campaigns;
        this.time = time;
        this.audit = audit;
    }

    /**
     * Changes a campaign.
     *
     * @throws BusinessRuleViolation not-found, campaign.deleted, stale-version, or everything wrong with the input at once
     */
    @Transactional
    public void change(Long campaignId, CampaignChange change) {
        Campaign campaign = campaigns.lock(campaignId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        campaign.requireActive();
        audit.requireVersion("campaign", campaignId, campaign.version(), Change.requireVersion(change.version()));
        CheckedCampaign input = CheckedCampaign.of(
                new CampaignDraft(
                        change.title().or(campaign.title()),
                        change.description().or(campaign.description()),
                        change.from().or(text(campaign.from())),
                        change.to().or(text(campaign.to()))),
                time);
        noteChange(campaign, "title", campaign.title(), input.title());
        noteChange(campaign, "description", campaign.description(), input.description());
        noteChange(campaign, "from", campaign.from(), input.from());
        noteChange(campaign, "to", campaign.to(), input.to());
        campaign.edit(input);
        campaigns.flush();
    }

    private void noteChange(Campaign campaign, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            audit.changed("campaign", campaign.id(), field, before, after);
        }
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
