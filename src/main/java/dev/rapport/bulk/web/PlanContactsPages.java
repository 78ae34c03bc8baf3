package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkPlanDraft;
import dev.rapport.bulk.PlanContacts;
import dev.rapport.bulk.StopBulkPlan;
import dev.rapport.campaign.CampaignView;
import dev.rapport.campaign.ShowCampaign;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Rehearsal;
import dev.rapport.shared.Texts;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.user.FindUsers;
import dev.rapport.web.ChangeInterceptor;
import dev.rapport.web.Created;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Lookup;
import dev.rapport.web.Toasts;
import dev.rapport.web.TypedTimes;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Orders contacts for the members of a campaign. Choosing who is responsible is a submission of the form too. */
@Controller
@RequestMapping("/campaigns/{id}/plan-contacts")
class PlanContactsPages {

    private static final String BODY = "bulk/plan-contacts :: plan-body";
    private static final String PAGE = "campaign/part-page";

    private final PlanContacts planContacts;
    private final StopBulkPlan stopBulkPlan;
    private final PlanContactsPart part;
    private final ShowCampaign showCampaign;
    private final FindUsers findUsers;
    private final Idempotency idempotency;
    private final FieldMessages fieldMessages;
    private final TypedTimes typedTimes;
    private final Rehearsal rehearsal;
    private final Toasts toasts;

    PlanContactsPages(
            PlanContacts planContacts,
            StopBulkPlan stopBulkPlan,
            PlanContactsPart part,
            ShowCampaign showCampaign,
            FindUsers findUsers,
            Idempotency idempotency,
            FieldMessages fieldMessages,
            TypedTimes typedTimes,
            Rehearsal rehearsal,
            Toasts toasts) {
        this.planContacts = planContacts;
        this.stopBulkPlan = stopBulkPlan;
        this.part = part;
        this.showCampaign = showCampaign;
        this.findUsers = findUsers;
        this.idempotency = idempotency;
        this.fieldMessages = fieldMessages;
        this.typedTimes = typedTimes;
        this.rehearsal = rehearsal;
        this.toasts = toasts;
    }

    /** @param watching what was running when the page was asked for: once it has ended, the other parts are read again */
    @GetMapping
    String show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String watching,
            HtmxRequest htmx,
            Model model,
            HttpServletResponse response) {
        Map<String, @Nullable Object> plan = fill(campaign(id), null, after, model);
        if (watching != null && plan.get("running") == null) {
            response.setHeader(ChangeInterceptor.CHANGED, "contact reminder member");
        }
        if (!htmx.isHtmxRequest()) {
            return PAGE;
        }
        return after == null ? BODY : "bulk/plan-contacts :: plan-lines";
    }

    /**
     * Gives the order, or chooses who is responsible.
     *
     * @param remove login that is no longer wanted
     * @param choose login that was chosen from several that fit
     */
    @PostMapping
    @Nullable
    String submit(
            @PathVariable String id,
            PlanForm form,
            @RequestParam(defaultValue = "order") String action,
            @RequestParam(required = false) @Nullable String remove,
            @RequestParam(required = false) @Nullable String choose,
            @RequestHeader(name = Toasts.HOLD, defaultValue = "false") boolean hold,
            HtmxRequest htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        CampaignView campaign = campaign(id);
        String view = !htmx.isHtmxRequest() ? PAGE : BODY;
        if (remove != null) {
            fill(campaign, form.without(remove), null, model);
            return view;
        }
        if (choose != null) {
            fill(campaign, form.with(choose), null, model);
            return view;
        }
        PlanForm chosen = chosen(form);
        boolean undecided = chosen.responsibleText() != null && !Texts.isBlank(chosen.responsibleText());
        if (action.equals("add") || undecided) {
            Map<String, @Nullable Object> plan = fill(campaign, chosen, null, model);
            if (undecided) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                BusinessRuleViolation refusal = BusinessRuleViolation.invalid("responsibles", "not-a-user");
                plan.put("errors", fieldMessages.of(refusal, locale));
                plan.put("userHits", findUsers.find(chosen.responsibleText()));
            }
            return view;
        }
        try {
            BulkPlanDraft draft = chosen.draft(typedTimes.reader(Toward.AHEAD));
            if (hold) {
                rehearsal.run(true, () -> planContacts.plan(campaign.id(), draft));
                toasts.held(response, locale, List.of(), "bulk.ordered");
                return null;
            }
            idempotency.once(chosen.idempotencyKey(), draft, Long.class, () -> {
                Long plan = planContacts.plan(campaign.id(), draft);
                return new Created<>("/api/bulk/plans/" + plan, plan);
            });
        } catch (BusinessRuleViolation refusal) {
            boolean conflict = refusal.kind() == BusinessRuleViolation.Kind.CONFLICT;
            response.setStatus(conflict ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            // the key stands for what was sent the first time; this is another order
            Map<String, @Nullable Object> plan = fill(campaign, conflict ? chosen.withNewKey() : chosen, null, model);
            plan.put("errors", fieldMessages.of(typedTimes.explained(refusal, chosen::typed), locale));
            return view;
        }
        return done(campaign, htmx, "bulk.ordered", model, redirect, response, locale);
    }

    @PostMapping("/{plan}/cancel")
    String cancel(
            @PathVariable String id,
            @PathVariable String plan,
            HtmxRequest htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        CampaignView campaign = campaign(id);
        stopBulkPlan.cancel(Ids.require("id", plan));
        return done(campaign, htmx, "bulk.cancelled", model, redirect, response, locale);
    }

    private String done(
            CampaignView campaign,
            HtmxRequest htmx,
            String said,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        if (!htmx.isHtmxRequest()) {
            toasts.afterRedirect(redirect, locale, said);
            return "redirect:/campaigns/" + campaign.id() + "#plan-contacts";
        }
        toasts.withFragment(response, locale, said);
        fill(campaign, null, null, model);
        return BODY;
    }

    /** What was typed without choosing: one user who fits is taken. */
    private PlanForm chosen(PlanForm form) {
        if (form.responsible() != null && !form.responsible().isBlank()) {
            return form.with(form.responsible());
        }
        String login = new Lookup(null, form.responsibleText(), null)
                .resolved(findUsers::choices, findUsers::fits)
                .id();
        return login == null ? form : form.with(login);
    }

    private CampaignView campaign(String id) {
        return showCampaign.show(Ids.require("id", id));
    }

    private Map<String, @Nullable Object> fill(
            CampaignView campaign, @Nullable PlanForm form, @Nullable String after, Model model) {
        Map<String, @Nullable Object> plan = part.content(campaign, form, after, true);
        model.addAttribute("campaign", campaign);
        model.addAttribute("plan", plan);
        model.addAttribute("view", "bulk/plan-contacts");
        return plan;
    }
}
