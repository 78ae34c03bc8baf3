package dev.rapport.bulk;

import dev.rapport.campaign.CampaignDeleted;
import dev.rapport.engine.OrderProcess;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldError;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Ends an order early. The contacts that it has planned stay; a chunk that is being planned is finished first. An order
 * that has ended stays as it is.
 */
@Service
public class StopBulkPlan {

    private final BulkPlans plans;
    private final OrderProcess process;
    private final CurrentUser currentUser;

    StopBulkPlan(BulkPlans plans, @Qualifier("bulkPlanProcess") OrderProcess process, CurrentUser currentUser) {
        this.plans = plans;
        this.process = process;
        this.currentUser = currentUser;
    }

    /**
     * Cancels an order because somebody wants it.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional
    public void cancel(Long planId) {
        BulkPlan plan = plans.lock(planId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        stop(plan.id(), BulkPlan.Stop.cancelled(currentUser.id()));
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(Long planId, BusinessRuleViolation refusal) {
        BusinessRuleViolation.Rule rule = refusal.rule();
        plans.stop(planId, BulkPlan.Stop.refused(refusal.errors().get(0), rule == null ? null : rule.name()));
    }

    /** After the commit, because a chunk locks its order first and the campaign then: the other way round they block. */
    @TransactionalEventListener
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void campaignDeleted(CampaignDeleted event) {
        FieldError reason = FieldError.of("campaignId", "campaign.deleted");
        plans.running(event.campaignId()).forEach(plan -> stop(plan, BulkPlan.Stop.refused(reason, null)));
    }

    private void stop(Long planId, BulkPlan.Stop reason) {
        plans.stop(planId, reason);
        process.wake(planId);
    }
}
