package dev.rapport.campaign;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes a campaign for good (rule 29). It is gone from every choice; what uses it already keeps it. Waits for running
 * uses: they stay, later ones are refused.
 */
@Service
public class DeleteCampaign {

    private final Campaigns campaigns;
    private final BusinessTime time;
    private final CurrentUser currentUser;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    DeleteCampaign(
            Campaigns campaigns,
            BusinessTime time,
            CurrentUser currentUser,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.campaigns = campaigns;
        this.time = time;
        this.currentUser = currentUser;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Deletes a campaign; one that is deleted already stays as it is.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional
    public void delete(Long campaignId) {
        Campaign campaign = campaigns.lock(campaignId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        if (campaign.active()) {
            campaign.delete(time.now(), currentUser.id());
            campaigns.flush();
            audit.changed("campaign", campaignId, "deleted", false, true);
            events.publishEvent(new CampaignDeleted(campaignId));
        }
    }
}
