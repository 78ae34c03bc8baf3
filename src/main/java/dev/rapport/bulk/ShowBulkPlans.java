package dev.rapport.bulk;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows how far orders are. */
@Service
public class ShowBulkPlans {

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

    /** How many members have no open contact: so many an order given now would plan. */
    @Transactional(readOnly = true)
    public int waiting(Long campaignId) {
        return plans.waiting(campaignId).count();
    }

    /**
     * Lists the orders of a campaign, the newest first.
     *
     * @param after opaque, of the page before
     */
    @Transactional(readOnly = true)
    public Page<BulkPlan> ofCampaign(Long campaignId, @Nullable String after, @Nullable Integer wanted) {
        int limit = Page.limit(wanted);
        Cursor cursor = Cursor.parse(after, 1);
        long before = cursor == null ? Long.MAX_VALUE : cursor.number(0);
        return Page.of(plans.ofCampaign(campaignId, before, limit + 1), limit, plan -> Cursor.of(plan.id()));
    }
}
