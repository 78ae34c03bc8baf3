package dev.rapport.measure.web;

import dev.rapport.measure.ListCampaignMeasures;
import dev.rapport.web.NamedWebPart;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The measures of a campaign with their progress, on the campaign's page. */
@Component
class CampaignMeasuresPart extends NamedWebPart {

    private final ListCampaignMeasures campaignMeasures;

    CampaignMeasuresPart(ListCampaignMeasures campaignMeasures) {
        super("campaign", "measures", "campaign.measures", Column.SIDE, 10, "measure/of-campaign");
        this.campaignMeasures = campaignMeasures;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return content(subject.id(), null);
    }

    Map<String, Object> content(long campaignId, @Nullable String after) {
        return Map.of(
                "campaignMeasures",
                campaignMeasures.of(campaignId, after),
                "measureProgress",
                campaignMeasures.progress(campaignId));
    }
}
