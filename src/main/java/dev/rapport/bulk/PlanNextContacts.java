package dev.rapport.bulk;

import dev.rapport.contact.CheckContact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.contact.CreateContact;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.WorkingTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Plans the next contacts of an order, at most {@value #CHUNK}, in one transaction with its progress: after a crash the
 * whole chunk is there or nothing of it, and the order goes on behind it. The contacts are created by the person who gave
 * the order.
 */
@Service
public class PlanNextContacts {

    static final int CHUNK = 100;

    private final BulkPlans plans;
    private final CheckContact checkContact;
    private final CreateContact createContact;
    private final StopBulkPlan stopBulkPlan;
    private final BusinessTime time;
    private final WorkingTime work;
    private final CurrentUser currentUser;

    PlanNextContacts(
            BulkPlans plans,
            CheckContact checkContact,
            CreateContact createContact,
            StopBulkPlan stopBulkPlan,
            BusinessTime time,
            WorkingTime work,
            CurrentUser currentUser) {
        this.plans = plans;
        this.checkContact = checkContact;
        this.createContact = createContact;
        this.stopBulkPlan = stopBulkPlan;
        this.time = time;
        this.work = work;
        this.currentUser = currentUser;
    }

    /**
     * Plans the next contacts.
     *
     * @return whether some may be left
     */
    @Transactional
    public boolean next(Long planId) {
        BulkPlan plan = plans.lock(planId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        if (plan.status() != BulkPlan.Status.RUNNING) {
            return false;
        }
        List<BulkPlans.Member> members = plans.next(plan.campaignId(), plan.lastMember(), plan.newestMember(), CHUNK);
        if (members.isEmpty()) {
            plans.done(plan.id());
            return false;
        }
        return currentUser.doAs(plan.createdBy(), () -> plan(plan, members));
    }

    private boolean plan(BulkPlan plan, List<BulkPlans.Member> members) {
        StartSlots slots = new StartSlots(plan.startFrom(), plan.startTo(), time.zone(), work);
        // what may have changed since the order was given: the campaign, the type, the responsible users
        List<@Nullable String> responsibles = BulkPlan.takingTurns(plan.responsibles());
        for (String responsible : responsibles) {
            List<FieldError> errors = checkContact.errors(draft(plan, slots, members.get(0), responsible, 0));
            if (!errors.isEmpty()) {
                plans.stop(plan.id(), BulkPlan.Stop.refused(errors.get(0), null));
                return false;
            }
        }
        int index = plan.handled();
        for (BulkPlans.Member member : members) {
            String responsible = responsibles.get(index % responsibles.size());
            create(plan, draft(plan, slots, member, responsible, Math.min(index, plan.total() - 1)));
            index++;
        }
        int handled = Math.min(index, plan.total());
        plans.progress(
                plan,
                handled,
                Math.min(plan.planned() + members.size(), handled),
                members.get(members.size() - 1).id());
        if (members.size() < CHUNK) {
            plans.done(plan.id());
            return false;
        }
        return true;
    }

    /**
     * Creates one. What the contact's model refuses, as a condition that a process admin has added may, it will refuse
     * again: the chunk is rolled back, and the order ends with the reason in a transaction of its own. The next try of the
     * job finds it ended.
     */
    private void create(BulkPlan plan, ContactDraft draft) {
        try {
            createContact.create(draft);
        } catch (BusinessRuleViolation refusal) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    stopBulkPlan.refused(plan.id(), refusal);
                }
            });
            throw refusal;
        }
    }

    private static ContactDraft draft(
            BulkPlan plan, StartSlots slots, BulkPlans.Member member, @Nullable String responsible, int index) {
        return ContactDraftBuilder.builder()
                .addressId(member.addressId().toString())
                .responsible(responsible)
                .type(plan.type())
                .direction(plan.direction())
                .status("PLANNED")
                .start(slots.start(index, plan.total()).toString())
                .duration("00:00")
                .reminder(plan.reminderLead() != null)
                .reminderLead(plan.reminderLead())
                .subject(plan.subject())
                .description(plan.description())
                .campaignId(plan.campaignId().toString())
                .build();
    }
}
