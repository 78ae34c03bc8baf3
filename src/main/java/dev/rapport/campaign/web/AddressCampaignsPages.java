package dev.rapport.campaign.web;

import dev.rapport.campaign.AssignAddress;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Toasts;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Assigns an address to campaigns and removes it again, from the address's page. */
@Controller
class AddressCampaignsPages {

    private final AssignAddress assignAddress;
    private final AddressCampaignsPart part;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    AddressCampaignsPages(
            AssignAddress assignAddress, AddressCampaignsPart part, FieldMessages fieldMessages, Toasts toasts) {
        this.assignAddress = assignAddress;
        this.part = part;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    /** The older assignments; the newest are the web part by itself, as every part of an address is shown. */
    @GetMapping(path = "/addresses/{id}/campaigns", params = "after")
    String older(
            @PathVariable String id,
            @RequestParam String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        model.addAllAttributes(part.content(Ids.require("id", id), after));
        return htmx == null ? "campaign/of-address-page" : "campaign/of-address :: assignment-lines";
    }

    /**
     * One of both is sent.
     *
     * @param campaignId to be assigned
     * @param remove campaign from which the address is to be removed
     */
    @PostMapping("/addresses/{id}/campaigns")
    String change(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String campaignId,
            @RequestParam(required = false) @Nullable String remove,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        long addressId = Ids.require("id", id);
        String said = remove == null ? "campaign.assigned" : "campaign.removed";
        try {
            if (remove == null) {
                assignAddress.assign(Ids.require("campaignId", campaignId), addressId);
            } else {
                assignAddress.remove(Ids.require("campaignId", remove), addressId);
            }
        } catch (BusinessRuleViolation refusal) {
            if (htmx == null) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute(
                    "campaignError", fieldMessages.of(refusal, locale).get("campaignId"));
            model.addAllAttributes(part.content(addressId, null));
            return "campaign/of-address :: campaigns-body";
        }
        if (htmx == null) {
            toasts.afterRedirect(redirect, locale, said);
            return "redirect:/addresses/" + addressId + "#campaigns";
        }
        toasts.withFragment(response, locale, said);
        model.addAllAttributes(Map.copyOf(part.content(addressId, null)));
        return "campaign/of-address :: campaigns-body";
    }
}
