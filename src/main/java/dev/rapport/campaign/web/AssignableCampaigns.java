package dev.rapport.campaign.web;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.campaign.FindCampaigns.Item;
import dev.rapport.campaign.FindCampaigns.Search;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The active campaigns to which an address is not assigned yet, for the address web part <i>Kampagnen</i> (rule 24). */
@Component
class AssignableCampaigns {

    private static final int HITS = 10;

    private final FindCampaigns findCampaigns;

    AssignableCampaigns(FindCampaigns findCampaigns) {
        this.findCampaigns = findCampaigns;
    }

    /** At most ten. */
    List<Item> find(@Nullable String text, long addressId) {
        return findCampaigns.find(Search.toAssign(text, addressId)).items().stream()
                .filter(item -> !item.ofAddress())
                .limit(HITS)
                .toList();
    }
}
