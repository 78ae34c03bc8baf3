package dev.rapport.campaign.web;

import dev.rapport.campaign.CampaignResults;
import dev.rapport.web.NamedWebPart;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What came of a campaign so far, in numbers. */
@Component
class ResultsPart extends NamedWebPart {

    private final CampaignResults results;

    ResultsPart(CampaignResults results) {
        super("campaign", "results", "campaign.results", Column.TOP, 10, "campaign/results");
        this.results = results;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return content(subject.id());
    }

    Map<String, Object> content(long campaignId) {
        CampaignResults.Figures figures = results.figures(campaignId);
        return Map.of("results", figures.counts(), "outcomes", figures.outcomes(), "resultsOf", campaignId);
    }
}
