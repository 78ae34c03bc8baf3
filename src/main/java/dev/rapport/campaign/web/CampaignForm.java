package dev.rapport.campaign.web;

import dev.rapport.campaign.CampaignChange;
import dev.rapport.campaign.CampaignDraft;
import dev.rapport.campaign.CampaignView;
import dev.rapport.shared.Change;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a campaign holds, as it was typed.
 *
 * @param idempotencyKey of a new one, so that a double click creates one campaign
 */
record CampaignForm(
        @Nullable String idempotencyKey,
        @Nullable Integer version,
        @Nullable String title,
        @Nullable String description,
        @Nullable String from,
        @Nullable String to) {

    static CampaignForm empty() {
        return new CampaignForm(newKey(), null, null, null, null, null);
    }

    static CampaignForm of(CampaignView campaign) {
        return new CampaignForm(
                null,
                campaign.version(),
                campaign.title(),
                campaign.description(),
                campaign.from() == null ? null : campaign.from().toString(),
                campaign.to() == null ? null : campaign.to().toString());
    }

    CampaignForm withVersion(int current) {
        return new CampaignForm(idempotencyKey, current, title, description, from, to);
    }

    CampaignForm withNewKey() {
        return new CampaignForm(newKey(), version, title, description, from, to);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    CampaignDraft draft() {
        return new CampaignDraft(title, description, from, to);
    }

    CampaignChange change() {
        return new CampaignChange(version, Change.to(title), Change.to(description), Change.to(from), Change.to(to));
    }
}
