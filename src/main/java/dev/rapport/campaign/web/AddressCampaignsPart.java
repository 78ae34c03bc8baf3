package dev.rapport.campaign.web;

import dev.rapport.campaign.CampaignsOfAddress;
import dev.rapport.web.NamedWebPart;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The campaigns that an address is assigned to, and was (rule 24). */
@Component
class AddressCampaignsPart extends NamedWebPart {

    private final CampaignsOfAddress campaignsOfAddress;

    AddressCampaignsPart(CampaignsOfAddress campaignsOfAddress) {
        super("address", "campaigns", "campaign.of-address", Column.SIDE, 30, "campaign/of-address");
        this.campaignsOfAddress = campaignsOfAddress;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return content(subject.id(), null);
    }

    /** @param after the assignment behind which the list goes on */
    Map<String, Object> content(long addressId, @Nullable String after) {
        return Map.of(
                "campaignAddressId", addressId, "assignments", campaignsOfAddress.list(addressId, true, after, null));
    }
}
