package dev.rapport.campaign.web;

import dev.rapport.campaign.AssignAddress;
import dev.rapport.campaign.AssignAddress.Assigned;
import dev.rapport.campaign.CampaignView;
import dev.rapport.campaign.FindCandidates;
import dev.rapport.campaign.FindCandidates.Kind;
import dev.rapport.campaign.FindCandidates.Search;
import dev.rapport.campaign.ReadPastedLines;
import dev.rapport.campaign.ReadPastedLines.Found;
import dev.rapport.campaign.ReadPastedLines.Unclear;
import dev.rapport.campaign.ShowCampaign;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Highlight;
import dev.rapport.web.Toasts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds members to a campaign: found by a search and chosen, all that a search finds, or pasted. */
@Controller
@RequestMapping("/campaigns/{id}/candidates")
class CandidatesPages {

    private final FindCandidates findCandidates;
    private final ReadPastedLines readPastedLines;
    private final AssignAddress assignAddress;
    private final ShowCampaign showCampaign;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    CandidatesPages(
            FindCandidates findCandidates,
            ReadPastedLines readPastedLines,
            AssignAddress assignAddress,
            ShowCampaign showCampaign,
            FieldMessages fieldMessages,
            Toasts toasts) {
        this.findCandidates = findCandidates;
        this.readPastedLines = readPastedLines;
        this.assignAddress = assignAddress;
        this.showCampaign = showCampaign;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    /** The search as it was typed. */
    record Typed(
            @Nullable String q,
            @Nullable String place,
            @Nullable String kind) {

        Search search() {
            Kind wanted = Stream.of(Kind.values())
                    .filter(each -> each.name().equalsIgnoreCase(kind))
                    .findFirst()
                    .orElse(Kind.ANY);
            return new Search(q, place, wanted);
        }
    }

    @GetMapping
    String search(
            @PathVariable String id,
            Typed typed,
            @RequestParam(required = false) @Nullable String after,
            HtmxRequest htmx,
            Model model) {
        page(campaign(id), typed, after, model);
        if (!htmx.isHtmxRequest()) {
            return "campaign/candidates";
        }
        return after == null ? "campaign/candidates :: hits" : "campaign/candidates :: hit-rows";
    }

    /**
     * Adds members.
     *
     * @param add ids of addresses, as checked
     * @param all to add everything that the search finds
     */
    @PostMapping
    String add(
            @PathVariable String id,
            Typed typed,
            @RequestParam(required = false) @Nullable List<String> add,
            @RequestParam(required = false) @Nullable String all,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        CampaignView campaign = campaign(id);
        try {
            if (all == null && (add == null || add.isEmpty())) {
                throw BusinessRuleViolation.invalid("add", "nothing-selected");
            }
            Assigned added = all == null
                    ? assignAddress.assignAll(campaign.id(), MemberIds.of(add))
                    : assignAddress.assignAll(campaign.id(), typed.search());
            toasts.afterRedirect(
                    redirect, locale, MemberIds.undo(campaign.id(), added), "campaign.members.added", added.count());
            return "redirect:/campaigns/" + campaign.id();
        } catch (BusinessRuleViolation refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("errors", fieldMessages.of(refusal, locale));
            page(campaign, typed, null, model);
            return "campaign/candidates";
        }
    }

    /** Adds those whom the lines name clearly; the other lines stay in the field, each with the reason. */
    @PostMapping("/pasted")
    String addPasted(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String pasted,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        CampaignView campaign = campaign(id);
        try {
            Found found = readPastedLines.read(pasted);
            Assigned added = assignAddress.assignAll(campaign.id(), new ArrayList<>(found.addresses()));
            if (found.unclear().isEmpty()) {
                toasts.afterRedirect(
                        redirect,
                        locale,
                        MemberIds.undo(campaign.id(), added),
                        "campaign.members.added",
                        added.count());
                return "redirect:/campaigns/" + campaign.id();
            }
            model.addAttribute("added", added.count());
            model.addAttribute("undo", MemberIds.undo(campaign.id(), added));
            model.addAttribute("unclear", found.unclear());
            model.addAttribute(
                    "pasted", found.unclear().stream().map(Unclear::line).collect(Collectors.joining("\n")));
        } catch (BusinessRuleViolation refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("errors", fieldMessages.of(refusal, locale));
            model.addAttribute("pasted", pasted);
        }
        page(campaign, new Typed(null, null, null), null, model);
        return "campaign/candidates";
    }

    private CampaignView campaign(String id) {
        return showCampaign.show(Ids.require("id", id));
    }

    private void page(CampaignView campaign, Typed typed, @Nullable String after, Model model) {
        Search search = typed.search();
        model.addAttribute("campaign", campaign);
        model.addAttribute("search", search);
        model.addAttribute("candidates", findCandidates.list(campaign.id(), search, after, null));
        model.addAttribute("count", after == null ? findCandidates.count(campaign.id(), search) : 0);
        model.addAttribute("most", FindCandidates.MOST);
        model.addAttribute("highlight", Highlight.of(search.terms()));
        if (!model.containsAttribute("errors")) {
            model.addAttribute("errors", Map.of());
        }
    }
}
