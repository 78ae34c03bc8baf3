package dev.rapport.campaign.web;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.campaign.FindCampaigns.Search;
import dev.rapport.campaign.FindCampaigns.Which;
import dev.rapport.web.PaletteSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Active campaigns in the palette. */
@Component
class CampaignTargets implements PaletteSource {

    private final FindCampaigns findCampaigns;

    CampaignTargets(FindCampaigns findCampaigns) {
        this.findCampaigns = findCampaigns;
    }

    @Override
    public String title() {
        return "nav.campaigns";
    }

    @Override
    public int position() {
        return 40;
    }

    @Override
    public String example() {
        return "/campaigns/1";
    }

    @Override
    public List<Target> find(String query) {
        if (query.isBlank()) {
            return List.of();
        }
        return findCampaigns.find(new Search(Which.ACTIVE, query, null, null, MOST, false)).items().stream()
                .map(item -> new Target("/campaigns/" + item.id(), "megaphone", item.title(), ""))
                .toList();
    }
}
