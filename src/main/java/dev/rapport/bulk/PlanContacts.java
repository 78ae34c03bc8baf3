package dev.rapport.bulk;

import dev.rapport.campaign.CampaignChoice;
import dev.rapport.contact.CheckContact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.engine.OrderProcess;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Texts;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders a planned contact for every member of a campaign that has no open one. The work is done in the background, see
 * {@link PlanNextContacts}; giving the order again plans nothing twice.
 */
@Service
public class PlanContacts {

    private static final int MOST_RESPONSIBLES = 100;

    private final BulkPlans plans;
    private final OrderProcess process;
    private final CampaignChoice campaignChoice;
    private final CheckContact checkContact;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    PlanContacts(
            BulkPlans plans,
            @Qualifier("bulkPlanProcess") OrderProcess process,
            CampaignChoice campaignChoice,
            CheckContact checkContact,
            BusinessTime time,
            CurrentUser currentUser) {
        this.plans = plans;
        this.process = process;
        this.campaignChoice = campaignChoice;
        this.checkContact = checkContact;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * Gives the order.
     *
     * @return the id of the plan
     * @throws BusinessRuleViolation not-found, campaign.deleted, bulk.running (409), or everything wrong with the input at
     *     once
     */
    @Transactional
    public Long plan(Long campaignId, BulkPlanDraft draft) {
        campaignChoice.require("id", campaignId);
        CheckedBulkPlan order = check(campaignId, draft);
        BulkPlans.Waiting waiting = plans.waiting(campaignId);
        Long plan = plans.add(campaignId, order, waiting, currentUser.id())
                .orElseThrow(() -> BusinessRuleViolation.conflict("campaignId", "bulk.running"));
        if (waiting.count() > 0) {
            process.start(plan);
        }
        return plan;
    }

    private CheckedBulkPlan check(Long campaignId, BulkPlanDraft draft) {
        FieldChecks checks = new FieldChecks();
        StartWindow window = StartWindow.read(checks, draft.startFrom(), draft.startTo(), time);
        List<String> responsibles = draft.responsibles() == null
                ? List.of()
                : draft.responsibles().stream()
                        .filter(user -> user != null && !Texts.isBlank(user))
                        .map(String::strip)
                        .distinct()
                        .toList();
        if (responsibles.size() > MOST_RESPONSIBLES) {
            checks.refuse("responsibles", "too-many", MOST_RESPONSIBLES);
        }
        String direction =
                draft.direction() == null || Texts.isBlank(draft.direction()) ? "OUTGOING" : draft.direction();
        // the rest is what a contact needs anyway: any address will do to ask for it
        Long sample = plans.next(campaignId, 0, Long.MAX_VALUE, 1).stream()
                .findFirst()
                .map(BulkPlans.Member::addressId)
                .orElse(null);
        for (String responsible :
                BulkPlan.takingTurns(responsibles.subList(0, Math.min(responsibles.size(), MOST_RESPONSIBLES)))) {
            ContactDraft contact = ContactDraftBuilder.builder()
                    .addressId(sample == null ? null : sample.toString())
                    .responsible(responsible)
                    .type(draft.type())
                    .direction(direction)
                    .status("PLANNED")
                    .start(time.nowLocal().toOffsetDateTime().toString())
                    .duration("00:00")
                    .reminder(Boolean.TRUE.equals(draft.reminder()))
                    .reminderLead(draft.reminderLead())
                    .subject(draft.subject())
                    .description(draft.description())
                    .campaignId(campaignId.toString())
                    .build();
            for (FieldError error : checkContact.errors(contact)) {
                if (!error.field().equals("addressId")) {
                    checks.refuse(
                            error.field().equals("responsible") ? "responsibles" : error.field(),
                            error.code(),
                            error.arguments().toArray());
                }
            }
        }
        checks.refuseIfAny();
        if (window == null || draft.type() == null) {
            throw new IllegalStateException("A mandatory field passed its check without a value");
        }
        return CheckedBulkPlanBuilder.builder()
                .type(draft.type().strip())
                .direction(direction.strip().toUpperCase(Locale.ROOT))
                .startFrom(window.from())
                .startTo(window.to())
                .responsibles(responsibles)
                .reminderLead(StartWindow.lead(draft.reminder(), draft.reminderLead()))
                .subject(Texts.tidy(String.valueOf(draft.subject())))
                .description(
                        draft.description() == null || Texts.isBlank(draft.description())
                                ? null
                                : Texts.lines(draft.description()))
                .build();
    }
}
