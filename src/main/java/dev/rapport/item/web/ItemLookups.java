package dev.rapport.item.web;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.shared.Sentences;
import dev.rapport.user.FindUsers;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The two fields of an item's forms in which something is looked up: its campaign and who is responsible. */
@Component
public class ItemLookups {

    private final FindCampaigns findCampaigns;
    private final FindUsers findUsers;
    private final Sentences sentences;

    ItemLookups(FindCampaigns findCampaigns, FindUsers findUsers, Sentences sentences) {
        this.findCampaigns = findCampaigns;
        this.findUsers = findUsers;
        this.sentences = sentences;
    }

    /**
     * A hit that was chosen from a list below the field, which is what there is without scripts.
     *
     * @param chooseCampaignId id of a campaign
     * @param chooseResponsible id of a user
     * @param chooseAddressId id of an address, for items that are about one
     */
    public record Chosen(
            @Nullable String chooseCampaignId,
            @Nullable String chooseResponsible,
            @Nullable String chooseAddressId) {

        public boolean something() {
            return chooseCampaignId != null || chooseResponsible != null || chooseAddressId != null;
        }
    }

    /** The form with what was chosen, or with what its texts mean: typed without choosing, the only hit is meant. */
    public <E extends ItemEdit<E, ?, ?>> E resolved(E typed, Chosen chosen) {
        return typed.with(
                findUsers
                        .chosen(chosen.chooseResponsible())
                        .orElseGet(() -> typed.responsible().resolved(findUsers::choices, findUsers::fits)),
                findCampaigns
                        .chosen(chosen.chooseCampaignId())
                        .orElseGet(() -> typed.campaign()
                                .resolved(text -> findCampaigns.choices(text, null), findCampaigns::fits)));
    }

    /** Whether something was typed of which it is not known what it means. */
    public boolean isOpen(ItemEdit<?, ?, ?> form) {
        return form.campaign().isOpen() || form.responsible().isOpen();
    }

    /**
     * Says of which field it is not known what is meant, and offers what it could be.
     *
     * @param addressId whose campaigns come first; null for the plain order
     */
    public void refuseOpen(
            ItemEdit<?, ?, ?> form,
            @Nullable Long addressId,
            Map<String, String> errors,
            ModelAndView view,
            Locale locale) {
        if (form.campaign().isOpen()) {
            errors.put("campaignId", sentences.text("error.campaign.choose", locale));
            view.addObject("campaignHits", findCampaigns.choices(form.campaign().text(), addressId));
        }
        if (form.responsible().isOpen()) {
            errors.put("responsible", sentences.text("contact.create.choose-user", locale));
            view.addObject("userHits", findUsers.choices(form.responsible().text()));
        }
    }
}
