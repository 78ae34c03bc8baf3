package dev.rapport.campaign;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates a campaign (rule 24). */
@Service
public class CreateCampaign {

    private final Campaigns campaigns;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    CreateCampaign(Campaigns campaigns, BusinessTime time, CurrentUser currentUser) {
        this.campaigns = campaigns;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * Creates a campaign.
     *
     * @return its id
     * @throws dev.rapport.shared.BusinessRuleViolation with everything that is wrong with the draft, at once
     */
    @Transactional
    public Long create(CampaignDraft draft) {
        Campaign campaign = new Campaign(CheckedCampaign.of(draft, time), time.now(), currentUser.id());
        campaigns.save(campaign);
        campaigns.flush();
        return campaign.id();
    }
}
