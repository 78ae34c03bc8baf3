package dev.rapport.campaign.web;

import dev.rapport.campaign.CampaignResults;
import dev.rapport.web.Highlight;
import dev.rapport.web.NamedWebPart;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who belongs to a campaign now, and what comes next with each. */
@Component
class MembersPart extends NamedWebPart {

    private final CampaignResults results;

    MembersPart(CampaignResults results) {
        super("campaign", "members", "campaign.members", Column.MAIN, 20, "campaign/members");
        this.results = results;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return content(subject.id(), subject.parameters());
    }

    Map<String, Object> content(long campaignId, Map<String, String> parameters) {
        String text = parameters.getOrDefault("members", "");
        return Map.of(
                "members",
                results.nextSteps(campaignId, text, parameters.get("after"), null),
                "memberText",
                text,
                "memberHighlight",
                Highlight.of(text));
    }
}
