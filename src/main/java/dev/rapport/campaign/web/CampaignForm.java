package dev.rapport.campaign.web;

import dev.rapport.campaign.CampaignChange;
import dev.rapport.campaign.CampaignDraft;
import dev.rapport.campaign.CampaignView;
import dev.rapport.shared.Change;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.web.TypedTimes;
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

    static CampaignForm of(CampaignView campaign, TypedTimes times) {
        return new CampaignForm(
                null,
                campaign.version(),
                campaign.title(),
                campaign.description(),
                times.shown(campaign.from()),
                times.shown(campaign.to()));
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

    CampaignDraft draft(TypedTimes times) {
        return new CampaignDraft(title, description, read(from, times), read(to, times));
    }

    CampaignChange change(TypedTimes times) {
        return new CampaignChange(
                version,
                Change.to(title),
                Change.to(description),
                Change.to(read(from, times)),
                Change.to(read(to, times)));
    }

    private static @Nullable String read(@Nullable String day, TypedTimes times) {
        return TimeEntry.date(day, times.reader(Toward.EITHER)).or(day);
    }

    /** What stands in the field of a refusal. */
    @Nullable
    String typed(String field) {
        return switch (field) {
            case "from" -> from;
            case "to" -> to;
            default -> null;
        };
    }
}
