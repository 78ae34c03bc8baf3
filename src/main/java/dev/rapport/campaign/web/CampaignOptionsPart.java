package dev.rapport.campaign.web;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.campaign.FindCampaigns.Search;
import dev.rapport.campaign.FindCampaigns.Which;
import dev.rapport.web.NamedWebPart;
import dev.rapport.web.Permissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The option web part <i>Kampagnen</i>: the active ones, and the ways to create, edit and delete (rule 24). */
@Component
class CampaignOptionsPart extends NamedWebPart {

    private static final int LINES = 8;

    private final FindCampaigns findCampaigns;
    private final Permissions permissions;

    CampaignOptionsPart(FindCampaigns findCampaigns, Permissions permissions) {
        super("start", "campaigns", "nav.campaigns", Column.SIDE, 30, "campaign/options");
        this.findCampaigns = findCampaigns;
        this.permissions = permissions;
    }

    @Override
    public @Nullable Map<String, Object> content(Subject subject) {
        return permissions.allows("GET", "/campaigns") ? content(null, CampaignForm.empty(), Map.of()) : null;
    }

    /**
     * @param after the campaign behind which the list goes on
     * @param form of another campaign, as it was typed
     */
    Map<String, Object> content(@Nullable String after, CampaignForm form, Map<String, String> errors) {
        return Map.of(
                "activeCampaigns",
                findCampaigns.find(new Search(Which.ACTIVE, null, null, after, LINES, true)),
                "campaignForm",
                form,
                "campaignErrors",
                errors);
    }
}
