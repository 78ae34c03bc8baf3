package dev.rapport.campaign.web;

import dev.rapport.campaign.CampaignChange;
import dev.rapport.campaign.CampaignDraft;
import dev.rapport.campaign.CampaignView;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;

/** What the form of a campaign holds, as it was typed. */
record CampaignForm(
        @Nullable Integer version,
        @Nullable String title,
        @Nullable String description,
        @Nullable String from,
        @Nullable String to) {

    static CampaignForm empty() {
        return new CampaignForm(null, null, null, null, null);
    }

    static CampaignForm of(CampaignView campaign) {
        return new CampaignForm(
                campaign.version(),
                campaign.title(),
                campaign.description(),
                campaign.from() == null ? null : campaign.from().toString(),
                campaign.to() == null ? null : campaign.to().toString());
    }

    CampaignForm withVersion(int current) {
        return new CampaignForm(current, title, description, from, to);
    }

    CampaignDraft draft() {
        return new CampaignDraft(title, description, from, to);
    }

    CampaignChange change() {
        if (version == null) {
            throw BusinessRuleViolation.invalid("version", "required");
        }
        return new CampaignChange(version, Change.to(title), Change.to(description), Change.to(from), Change.to(to));
    }
}
