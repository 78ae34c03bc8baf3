package dev.rapport.bulk;

import dev.rapport.shared.BusinessRuleViolation;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows how far orders are. */
@Service
public class ShowBulkPlans {

    private static final int MOST = 20;

    private final BulkPlans plans;

    ShowBulkPlans(BulkPlans plans) {
        this.plans = plans;
    }

    /**
     * Shows one order.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public BulkPlan show(Long planId) {
        return plans.find(planId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }

    /** The latest orders of a campaign, the newest first. */
    @Transactional(readOnly = true)
    public List<BulkPlan> ofCampaign(Long campaignId) {
        return plans.ofCampaign(campaignId, MOST);
    }
}
