package dev.rapport.campaign.web;

import dev.rapport.campaign.CampaignResults;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came of a campaign, over the API. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class CampaignResultsApi {

    /** A contact of a member. */
    record StepAnswer(
            Long contactId,
            String number,
            String type,
            String status,
            OffsetDateTime start,
            String subject,
            @Nullable String responsible) {}

    /** A member with its next and its last contact of this campaign. */
    record MemberAnswer(
            Long addressId,
            String name,
            @Nullable String company,
            @Nullable String town,
            @Nullable String phone,
            @Nullable StepAnswer next,
            @Nullable StepAnswer last) {}

    private final CampaignResults results;
    private final BusinessTime time;

    CampaignResultsApi(CampaignResults results, BusinessTime time) {
        this.results = results;
        this.time = time;
    }

    @GetMapping("/results")
    CampaignResults.Counts counts(@PathVariable String id) {
        return results.of(Ids.require("id", id));
    }

    @GetMapping("/next-steps")
    Page<MemberAnswer> nextSteps(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return results.nextSteps(Ids.require("id", id), q, after, limit)
                .map(member -> new MemberAnswer(
                        member.addressId(),
                        member.name(),
                        member.company(),
                        member.town(),
                        member.phone(),
                        step(member.next()),
                        step(member.last())));
    }

    private @Nullable StepAnswer step(CampaignResults.@Nullable Step step) {
        return step == null
                ? null
                : new StepAnswer(
                        step.contactId(),
                        step.number(),
                        step.type(),
                        step.status(),
                        time.local(step.start()),
                        step.subject(),
                        step.responsible());
    }
}
