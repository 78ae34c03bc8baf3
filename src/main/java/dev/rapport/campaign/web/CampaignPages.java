package dev.rapport.campaign.web;

import dev.rapport.campaign.AssignAddress;
import dev.rapport.campaign.CampaignResults;
import dev.rapport.campaign.CampaignView;
import dev.rapport.campaign.ChangeCampaign;
import dev.rapport.campaign.CreateCampaign;
import dev.rapport.campaign.DeleteCampaign;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.campaign.FindCampaigns.Search;
import dev.rapport.campaign.FindCampaigns.Which;
import dev.rapport.campaign.ShowCampaign;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Rehearsal;
import dev.rapport.web.Created;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Highlight;
import dev.rapport.web.Idempotency;
import dev.rapport.web.LocalPath;
import dev.rapport.web.Toasts;
import dev.rapport.web.TypedTimes;
import dev.rapport.web.WebParts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Campaigns: their list, their forms, the page of one. */
@Controller
class CampaignPages {

    private static final int OPTIONS = 20;

    private final FindCampaigns findCampaigns;
    private final ShowCampaign showCampaign;
    private final CreateCampaign createCampaign;
    private final ChangeCampaign changeCampaign;
    private final DeleteCampaign deleteCampaign;
    private final AssignAddress assignAddress;
    private final CampaignResults campaignResults;
    private final MembersPart membersPart;
    private final ResultsPart resultsPart;
    private final Idempotency idempotency;
    private final AssignableCampaigns assignable;
    private final WebParts webParts;
    private final FieldMessages fieldMessages;
    private final TypedTimes typedTimes;
    private final Rehearsal rehearsal;
    private final Toasts toasts;

    CampaignPages(
            FindCampaigns findCampaigns,
            ShowCampaign showCampaign,
            CreateCampaign createCampaign,
            ChangeCampaign changeCampaign,
            DeleteCampaign deleteCampaign,
            AssignAddress assignAddress,
            CampaignResults campaignResults,
            MembersPart membersPart,
            ResultsPart resultsPart,
            Idempotency idempotency,
            AssignableCampaigns assignable,
            WebParts webParts,
            FieldMessages fieldMessages,
            TypedTimes typedTimes,
            Rehearsal rehearsal,
            Toasts toasts) {
        this.findCampaigns = findCampaigns;
        this.showCampaign = showCampaign;
        this.createCampaign = createCampaign;
        this.changeCampaign = changeCampaign;
        this.deleteCampaign = deleteCampaign;
        this.assignAddress = assignAddress;
        this.campaignResults = campaignResults;
        this.membersPart = membersPart;
        this.resultsPart = resultsPart;
        this.idempotency = idempotency;
        this.assignable = assignable;
        this.webParts = webParts;
        this.fieldMessages = fieldMessages;
        this.typedTimes = typedTimes;
        this.rehearsal = rehearsal;
        this.toasts = toasts;
    }

    @GetMapping("/campaigns")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String deleted,
            @RequestParam(required = false) @Nullable String after,
            HtmxRequest htmx,
            Model model) {
        Which which = deleted == null ? Which.ACTIVE : Which.ALL;
        model.addAttribute("q", q);
        model.addAttribute("deleted", deleted != null);
        model.addAttribute("campaigns", findCampaigns.find(new Search(which, q, null, after, null, true)));
        model.addAttribute("highlight", Highlight.of(q));
        if (!htmx.isHtmxRequest()) {
            return "campaign/list";
        }
        return after == null ? "campaign/list :: campaign-hits" : "campaign/list :: campaign-more";
    }

    /**
     * Suggestions while somebody types into a field for a campaign: active ones only (rule 29).
     *
     * @param notOf an address whose campaigns are left out, because it is to be assigned to another
     */
    @GetMapping("/campaigns/options")
    String options(
            @RequestParam(defaultValue = "") String campaignIdText,
            @RequestParam(required = false) @Nullable String notOf,
            Model model) {
        model.addAttribute(
                "campaigns",
                notOf == null
                        ? findCampaigns
                                .find(new Search(Which.ACTIVE, campaignIdText, null, null, OPTIONS, false))
                                .items()
                        : assignable.find(campaignIdText, Ids.require("notOf", notOf)));
        model.addAttribute("highlight", Highlight.of(campaignIdText));
        return "campaign/choices :: options";
    }

    @GetMapping("/campaigns/new")
    String newCampaign(Model model) {
        return form(CampaignForm.empty(), null, Map.of(), null, model);
    }

    @PostMapping("/campaigns")
    String create(
            @ModelAttribute CampaignForm form,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            String location = idempotency
                    .once(form.idempotencyKey(), form.draft(typedTimes), Long.class, () -> {
                        Long id = createCampaign.create(form.draft(typedTimes));
                        return new Created<>("/campaigns/" + id, id);
                    })
                    .getHeaders()
                    .getFirst(HttpHeaders.LOCATION);
            toasts.afterRedirect(redirect, locale, "campaign.created");
            return "redirect:" + location;
        } catch (BusinessRuleViolation refusal) {
            boolean conflict = refusal.kind() == BusinessRuleViolation.Kind.CONFLICT;
            response.setStatus(conflict ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            // the key stands for what was sent the first time; this is another campaign
            return form(
                    conflict ? form.withNewKey() : form,
                    null,
                    fieldMessages.of(typedTimes.explained(refusal, form::typed), locale),
                    null,
                    model);
        }
    }

    @GetMapping("/campaigns/{id}")
    String show(@PathVariable String id, @RequestParam Map<String, String> parameters, Model model) {
        CampaignView campaign = showCampaign.show(Ids.require("id", id));
        model.addAttribute("campaign", campaign);
        webParts.compose("campaign", campaign.id(), parameters, model.asMap());
        return "campaign/page";
    }

    @GetMapping("/campaigns/{id}/edit")
    String edit(@PathVariable String id, @RequestParam(required = false) @Nullable String back, Model model) {
        CampaignView campaign = showCampaign.show(Ids.require("id", id));
        model.addAttribute("back", back == null ? null : LocalPath.orStart(back));
        return form(CampaignForm.of(campaign, typedTimes), campaign, Map.of(), null, model);
    }

    @PostMapping("/campaigns/{id}")
    String change(
            @PathVariable String id,
            @ModelAttribute CampaignForm form,
            @RequestParam(required = false) @Nullable String back,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        long campaignId = Ids.require("id", id);
        model.addAttribute("back", back == null ? null : LocalPath.orStart(back));
        try {
            changeCampaign.change(campaignId, form.change(typedTimes));
            toasts.afterRedirect(redirect, locale, "campaign.changed");
            return "redirect:" + (back == null ? "/campaigns/" + campaignId : LocalPath.orStart(back));
        } catch (BusinessRuleViolation refusal) {
            if (refusal.kind() == BusinessRuleViolation.Kind.NOT_FOUND) {
                throw refusal;
            }
            CampaignView now = showCampaign.show(campaignId);
            Map<String, String> errors = fieldMessages.of(typedTimes.explained(refusal, form::typed), locale);
            if (refusal.kind() == BusinessRuleViolation.Kind.CONFLICT && now.active()) {
                response.setStatus(HttpStatus.CONFLICT.value());
                model.addAttribute("conflict", errors.get("version"));
                return form(form.withVersion(now.version()), now, Map.of(), CampaignForm.of(now, typedTimes), model);
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(form, now, errors, null, model);
        }
    }

    /** @param theirs what somebody else has saved meanwhile */
    private static String form(
            CampaignForm form,
            @Nullable CampaignView campaign,
            Map<String, String> errors,
            @Nullable CampaignForm theirs,
            Model model) {
        model.addAttribute("form", form);
        model.addAttribute("campaign", campaign);
        model.addAttribute("errors", errors);
        model.addAttribute("theirs", theirs);
        return "campaign/form";
    }

    /**
     * Says exactly what stays and that it is final, before it is done.
     *
     * @param back the page from which it was asked, which is the one to come back to
     */
    @GetMapping("/campaigns/{id}/delete")
    String askToDelete(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            HtmxRequest htmx,
            Model model) {
        CampaignView campaign = showCampaign.show(Ids.require("id", id));
        model.addAttribute("campaign", campaign);
        model.addAttribute("results", campaignResults.of(campaign.id()));
        model.addAttribute("back", back == null ? null : LocalPath.orStart(back));
        return !htmx.isHtmxRequest() ? "campaign/delete" : "campaign/delete :: dialog";
    }

    @PostMapping("/campaigns/{id}/delete")
    String delete(
            @PathVariable String id,
            @RequestParam(defaultValue = "/campaigns") String back,
            RedirectAttributes redirect,
            Locale locale) {
        deleteCampaign.delete(Ids.require("id", id));
        toasts.afterRedirect(redirect, locale, "campaign.deleted");
        return "redirect:" + LocalPath.orStart(back);
    }

    @GetMapping("/campaigns/{id}/members")
    String members(
            @PathVariable String id, @RequestParam Map<String, String> parameters, HtmxRequest htmx, Model model) {
        long campaignId = Ids.require("id", id);
        model.addAttribute("campaign", showCampaign.show(campaignId));
        model.addAllAttributes(membersPart.content(campaignId, parameters));
        if (!htmx.isHtmxRequest()) {
            model.addAttribute("view", "campaign/members");
            return "campaign/part-page";
        }
        return parameters.containsKey("after") ? "campaign/members :: member-rows" : "campaign/members :: member-list";
    }

    /**
     * Removes the members that are checked, or takes back an assignment of many.
     *
     * @param assignedAt when that was, in microseconds since 1970
     */
    @PostMapping("/campaigns/{id}/members")
    @Nullable
    String removeMembers(
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable List<String> member,
            @RequestParam(required = false) @Nullable String assignedAt,
            @RequestHeader(name = Toasts.HOLD, defaultValue = "false") boolean hold,
            HtmxRequest htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        CampaignView campaign = showCampaign.show(Ids.require("id", id));
        List<Long> members = MemberIds.of(member);
        int removed = assignedAt == null
                ? rehearsal.run(hold, () -> assignAddress.removeAll(campaign.id(), members))
                : assignAddress.takeBack(campaign.id(), MemberIds.assignedAt(assignedAt));
        if (hold && removed > 0) {
            toasts.held(
                    response,
                    locale,
                    members.stream().map(String::valueOf).toList(),
                    "campaign.members.removed",
                    removed);
            return null;
        }
        if (!htmx.isHtmxRequest()) {
            toasts.afterRedirect(redirect, locale, "campaign.members.removed", removed);
            return "redirect:/campaigns/" + campaign.id() + "#members";
        }
        toasts.withFragment(response, locale, "campaign.members.removed", removed);
        model.addAttribute("campaign", campaign);
        model.addAllAttributes(membersPart.content(campaign.id(), parameters));
        return "campaign/members :: member-list";
    }

    @GetMapping("/campaigns/{id}/results")
    String results(@PathVariable String id, HtmxRequest htmx, Model model) {
        CampaignView campaign = showCampaign.show(Ids.require("id", id));
        model.addAttribute("campaign", campaign);
        model.addAllAttributes(resultsPart.content(campaign.id()));
        model.addAttribute("view", "campaign/results");
        return !htmx.isHtmxRequest() ? "campaign/part-page" : "campaign/results :: results-body";
    }
}
