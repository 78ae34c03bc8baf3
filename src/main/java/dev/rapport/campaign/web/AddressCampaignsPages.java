package dev.rapport.campaign.web;

import dev.rapport.campaign.AssignAddress;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Lookup;
import dev.rapport.web.Toasts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Assigns an address to campaigns and removes it again, from the address's page. */
@Controller
class AddressCampaignsPages {

    private final AssignAddress assignAddress;
    private final AddressCampaignsPart part;
    private final AssignableCampaigns assignable;
    private final FindCampaigns findCampaigns;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    AddressCampaignsPages(
            AssignAddress assignAddress,
            AddressCampaignsPart part,
            AssignableCampaigns assignable,
            FindCampaigns findCampaigns,
            FieldMessages fieldMessages,
            Toasts toasts) {
        this.assignAddress = assignAddress;
        this.part = part;
        this.assignable = assignable;
        this.findCampaigns = findCampaigns;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    /** The older assignments; the newest are the web part by itself, as every part of an address is shown. */
    @GetMapping(path = "/addresses/{id}/campaigns", params = "after")
    String older(@PathVariable String id, @RequestParam String after, HtmxRequest htmx, Model model) {
        model.addAllAttributes(part.content(Ids.require("id", id), after));
        return !htmx.isHtmxRequest() ? "campaign/of-address-page" : "campaign/of-address :: assignment-lines";
    }

    /**
     * Assigns the campaign that was chosen or typed, or removes one.
     *
     * @param campaign what was chosen in the field, and what stands in it
     * @param chooseCampaignId one of the hits below the field, which is what there is without scripts
     * @param remove campaign from which the address is to be removed
     */
    @PostMapping("/addresses/{id}/campaigns")
    String change(
            @PathVariable String id,
            Typed campaign,
            @RequestParam(required = false) @Nullable String chooseCampaignId,
            @RequestParam(required = false) @Nullable String remove,
            HtmxRequest htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        long addressId = Ids.require("id", id);
        String said = remove == null ? "campaign.assigned" : "campaign.removed";
        Lookup typed = campaign.lookup().resolved(text -> choices(text, addressId), findCampaigns::fits);
        try {
            if (remove != null) {
                assignAddress.remove(Ids.require("campaignId", remove), addressId);
            } else if (chooseCampaignId == null && typed.isOpen()) {
                model.addAttribute("campaignHits", choices(String.valueOf(typed.text()), addressId));
                throw BusinessRuleViolation.invalid("campaignId", "campaign.choose");
            } else {
                String chosen = chooseCampaignId == null ? typed.id() : chooseCampaignId;
                if (chosen == null) {
                    throw BusinessRuleViolation.invalid("campaignId", "required");
                }
                assignAddress.assign(Ids.require("campaignId", chosen), addressId);
            }
        } catch (BusinessRuleViolation refusal) {
            if (!htmx.isHtmxRequest() && refusal.kind() == BusinessRuleViolation.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute(
                    "campaignError", fieldMessages.of(refusal, locale).get("campaignId"));
            model.addAttribute("campaignTyped", typed);
            model.addAllAttributes(part.content(addressId, null));
            return !htmx.isHtmxRequest() ? "campaign/of-address-page" : "campaign/of-address :: campaigns-body";
        }
        if (!htmx.isHtmxRequest()) {
            toasts.afterRedirect(redirect, locale, said);
            return "redirect:/addresses/" + addressId + "#campaigns";
        }
        toasts.withFragment(response, locale, said);
        model.addAllAttributes(part.content(addressId, null));
        return "campaign/of-address :: campaigns-body";
    }

    /** The field as it was sent. */
    record Typed(
            @Nullable String campaignId,
            @Nullable String campaignIdText,
            @Nullable String campaignIdLabel) {

        Lookup lookup() {
            String id = campaignId == null || campaignId.isBlank() ? null : campaignId;
            return new Lookup(id, campaignIdText, campaignIdLabel);
        }
    }

    private List<Lookup.Choice> choices(String text, long addressId) {
        return assignable.find(text, addressId).stream()
                .map(item -> new Lookup.Choice(String.valueOf(item.id()), item.title()))
                .toList();
    }
}
