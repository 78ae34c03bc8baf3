package dev.rapport.measure.web;

import dev.rapport.campaign.ShowCampaign;
import dev.rapport.shared.Ids;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The web part with a campaign's measures by itself, and its further pages. */
@Controller
class CampaignMeasuresPage {

    private final ShowCampaign showCampaign;
    private final CampaignMeasuresPart part;

    CampaignMeasuresPage(ShowCampaign showCampaign, CampaignMeasuresPart part) {
        this.showCampaign = showCampaign;
        this.part = part;
    }

    @GetMapping("/campaigns/{id}/measures")
    String show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            HtmxRequest htmx,
            Model model) {
        long campaignId = Ids.require("id", id);
        model.addAttribute("campaign", showCampaign.show(campaignId));
        model.addAllAttributes(part.content(campaignId, after));
        if (!htmx.isHtmxRequest()) {
            return "measure/of-campaign-page";
        }
        return after == null ? "measure/of-campaign :: part" : "measure/of-campaign :: lines";
    }
}
