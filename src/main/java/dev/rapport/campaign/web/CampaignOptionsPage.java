package dev.rapport.campaign.web;

import dev.rapport.campaign.CreateCampaign;
import dev.rapport.campaign.ShowCampaign;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.web.Created;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Toasts;
import dev.rapport.web.TypedTimes;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The option web part <i>Kampagnen</i> by itself, and what is created in it (rule 24). */
@Controller
class CampaignOptionsPage {

    private final CampaignOptionsPart part;
    private final CreateCampaign createCampaign;
    private final ShowCampaign showCampaign;
    private final Idempotency idempotency;
    private final FieldMessages fieldMessages;
    private final TypedTimes typedTimes;
    private final Toasts toasts;

    CampaignOptionsPage(
            CampaignOptionsPart part,
            CreateCampaign createCampaign,
            ShowCampaign showCampaign,
            Idempotency idempotency,
            FieldMessages fieldMessages,
            TypedTimes typedTimes,
            Toasts toasts) {
        this.part = part;
        this.createCampaign = createCampaign;
        this.showCampaign = showCampaign;
        this.idempotency = idempotency;
        this.fieldMessages = fieldMessages;
        this.typedTimes = typedTimes;
        this.toasts = toasts;
    }

    @GetMapping("/campaigns/active")
    String active(@RequestParam(required = false) @Nullable String after, HtmxRequest htmx, Model model) {
        model.addAllAttributes(part.content(after, CampaignForm.empty(), Map.of()));
        return !htmx.isHtmxRequest() ? "campaign/options-page" : "campaign/options :: campaign-lines";
    }

    /** Creates a campaign without leaving the web part. */
    @PostMapping("/campaigns/active")
    String create(
            @ModelAttribute CampaignForm form,
            HtmxRequest htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            Long created = created(form);
            if (!htmx.isHtmxRequest()) {
                toasts.afterRedirect(redirect, locale, "campaign.created");
                return "redirect:/#campaigns";
            }
            toasts.withFragment(response, locale, "campaign.created");
            model.addAllAttributes(part.content(null, CampaignForm.empty(), Map.of()));
            model.addAttribute("createdCampaign", showCampaign.show(created));
        } catch (BusinessRuleViolation refusal) {
            boolean conflict = refusal.kind() == BusinessRuleViolation.Kind.CONFLICT;
            response.setStatus(conflict ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            // the key stands for what was sent the first time; this is another campaign
            model.addAllAttributes(part.content(
                    null,
                    conflict ? form.withNewKey() : form,
                    fieldMessages.of(typedTimes.explained(refusal, form::typed), locale)));
        }
        return !htmx.isHtmxRequest() ? "campaign/options-page" : "campaign/options :: campaigns-body";
    }

    private Long created(CampaignForm form) {
        return Objects.requireNonNull(idempotency
                .once(form.idempotencyKey(), form.draft(typedTimes), Long.class, () -> {
                    Long id = createCampaign.create(form.draft(typedTimes));
                    return new Created<>("/campaigns/" + id, id);
                })
                .getBody());
    }
}
