package dev.rapport.measure.web;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.shared.Sentences;
import dev.rapport.user.FindUsers;
import dev.rapport.web.Lookup;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The two fields of a measure's forms in which something is looked up: its campaign and who is responsible. */
@Component
class MeasureLookups {

    private final FindCampaigns findCampaigns;
    private final FindUsers findUsers;
    private final Sentences sentences;

    MeasureLookups(FindCampaigns findCampaigns, FindUsers findUsers, Sentences sentences) {
        this.findCampaigns = findCampaigns;
        this.findUsers = findUsers;
        this.sentences = sentences;
    }

    /**
     * A hit that was chosen from a list below the field, which is what there is without scripts.
     *
     * @param chooseCampaignId id of a campaign
     * @param chooseResponsible id of a user
     */
    record Chosen(
            @Nullable String chooseCampaignId, @Nullable String chooseResponsible) {

        boolean something() {
            return chooseCampaignId != null || chooseResponsible != null;
        }
    }

    /** The form with what was chosen, or with what its texts mean. */
    MeasureForm resolved(MeasureForm typed, Chosen chosen) {
        Lookup campaign = findCampaigns
                .chosen(chosen.chooseCampaignId())
                .orElseGet(() -> typed.campaign().resolved(text -> findCampaigns.choices(text, null)));
        Lookup user = findUsers
                .chosen(chosen.chooseResponsible())
                .orElseGet(() -> typed.user().resolved(findUsers::choices));
        return typed.with(campaign, user);
    }

    /** Says of which field it is not known what is meant, and offers what it could be. */
    boolean refusesOpen(MeasureForm form, Map<String, String> errors, ModelAndView view, Locale locale) {
        if (form.campaign().isOpen()) {
            errors.put("campaignId", sentences.text("error.campaign.choose", locale));
            view.addObject("campaignHits", findCampaigns.choices(form.campaignIdText(), null));
        }
        if (form.user().isOpen()) {
            errors.put("responsible", sentences.text("contact.create.choose-user", locale));
            view.addObject("userHits", findUsers.choices(form.responsibleText()));
        }
        return !errors.isEmpty();
    }
}
