package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkPlan;
import dev.rapport.bulk.BulkPlanDraft;
import dev.rapport.bulk.PlanContacts;
import dev.rapport.bulk.ShowBulkPlans;
import dev.rapport.bulk.StopBulkPlan;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Planning for a whole campaign over the API. */
@RestController
@Tag(name = "bulk-api")
@RequestMapping("/api")
class BulkPlanApi {

    /**
     * An order and how far it is.
     *
     * @param status running, done or stopped
     * @param stoppedBy code of the refusal that ended it early, or cancelled
     * @param stopReason the sentence to it; null if it did not end early
     */
    @RecordBuilder
    record Answer(
            Long id,
            Long campaignId,
            String campaign,
            String status,
            int total,
            int handled,
            int planned,
            @Nullable String stoppedBy,
            @Nullable String stopReason,
            OffsetDateTime createdAt,
            String createdBy,
            @Nullable OffsetDateTime finishedAt) {}

    private final PlanContacts planContacts;
    private final ShowBulkPlans showBulkPlans;
    private final StopBulkPlan stopBulkPlan;
    private final StopReason stopReason;
    private final Idempotency idempotency;
    private final BusinessTime time;

    BulkPlanApi(
            PlanContacts planContacts,
            ShowBulkPlans showBulkPlans,
            StopBulkPlan stopBulkPlan,
            StopReason stopReason,
            Idempotency idempotency,
            BusinessTime time) {
        this.planContacts = planContacts;
        this.showBulkPlans = showBulkPlans;
        this.stopBulkPlan = stopBulkPlan;
        this.stopReason = stopReason;
        this.idempotency = idempotency;
        this.time = time;
    }

    @PostMapping("/campaigns/{id}/plan-contacts")
    ResponseEntity<Answer> plan(
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody BulkPlanDraft draft,
            Locale locale) {
        Long campaignId = Ids.require("id", id);
        return idempotency.once(key, draft, Answer.class, () -> {
            Answer answer = answer(showBulkPlans.show(planContacts.plan(campaignId, draft)), locale);
            return new Created<>("/api/bulk/plans/" + answer.id(), answer);
        });
    }

    @GetMapping("/campaigns/{id}/plan-contacts")
    Page<Answer> plans(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Locale locale) {
        return showBulkPlans.ofCampaign(Ids.require("id", id), after, limit).map(plan -> answer(plan, locale));
    }

    @GetMapping("/bulk/plans/{id}")
    Answer show(@PathVariable String id, Locale locale) {
        return answer(showBulkPlans.show(Ids.require("id", id)), locale);
    }

    /** Ends an order early; what it has planned stays. */
    @PostMapping("/bulk/plans/{id}/cancel")
    Answer cancel(@PathVariable String id, Locale locale) {
        Long planId = Ids.require("id", id);
        stopBulkPlan.cancel(planId);
        return answer(showBulkPlans.show(planId), locale);
    }

    private Answer answer(BulkPlan plan, Locale locale) {
        BulkPlan.Stop stopped = plan.stopped();
        return BulkPlanApiAnswerBuilder.builder()
                .id(plan.id())
                .campaignId(plan.campaignId())
                .campaign(plan.campaign())
                .status(plan.status().name().toLowerCase(Locale.ROOT))
                .total(plan.total())
                .handled(plan.handled())
                .planned(plan.planned())
                .stoppedBy(stopped == null ? null : stopped.code())
                .stopReason(stopped == null ? null : stopReason.sentence(stopped, locale))
                .createdAt(time.local(plan.createdAt()))
                .createdBy(plan.createdBy())
                .finishedAt(
                        Optional.ofNullable(plan.finishedAt()).map(time::local).orElse(null))
                .build();
    }
}
