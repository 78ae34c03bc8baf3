package dev.rapport.contact.web.create;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.shared.Ids;
import dev.rapport.user.FindUsers;
import dev.rapport.web.Highlight;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What may be meant while somebody types: server-rendered options. */
@Controller
@RequestMapping("/contacts/new")
class FormSuggestions {

    private final ContactChoices choices;
    private final FindUsers findUsers;
    private final FindCampaigns findCampaigns;

    FormSuggestions(ContactChoices choices, FindUsers findUsers, FindCampaigns findCampaigns) {
        this.choices = choices;
        this.findUsers = findUsers;
        this.findCampaigns = findCampaigns;
    }

    /** Addresses and contact persons (rule 4). */
    @GetMapping("/addresses")
    ModelAndView addresses(@RequestParam(defaultValue = "") String addressText) {
        return options("contact/options :: addresses", choices.addresses(addressText), addressText);
    }

    /** Users only (rule 8). */
    @GetMapping("/users")
    ModelAndView users(@RequestParam(defaultValue = "") String responsibleText) {
        return options("user/options", findUsers.find(responsibleText), responsibleText);
    }

    /** Active campaigns only (rule 29), those of the chosen address first (rule 9). */
    @GetMapping("/campaigns")
    ModelAndView campaigns(
            @RequestParam(required = false) @Nullable String addressId,
            @RequestParam(defaultValue = "") String campaignIdText) {
        return options(
                "contact/options :: campaigns",
                findCampaigns.choices(campaignIdText, Ids.parse(addressId).orElse(null)),
                campaignIdText);
    }

    private static ModelAndView options(String view, Object hits, String query) {
        ModelAndView options = new ModelAndView(view);
        options.addObject("hits", hits);
        options.addObject("highlight", Highlight.of(query));
        return options;
    }
}
