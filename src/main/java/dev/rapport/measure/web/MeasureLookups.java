package dev.rapport.measure.web;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import dev.rapport.user.FindUsers;
import dev.rapport.user.Users;
import dev.rapport.web.Lookup;
import dev.rapport.web.Lookup.Choice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The two fields of a measure's forms in which something is looked up: its campaign and who is responsible. */
@Component
class MeasureLookups {

    private final FindCampaigns findCampaigns;
    private final FindUsers findUsers;
    private final Users users;
    private final Sentences sentences;

    MeasureLookups(FindCampaigns findCampaigns, FindUsers findUsers, Users users, Sentences sentences) {
        this.findCampaigns = findCampaigns;
        this.findUsers = findUsers;
        this.users = users;
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
        Lookup campaign = campaign(chosen.chooseCampaignId())
                .orElseGet(() -> typed.campaign().resolved(this::campaigns));
        Lookup user = Optional.ofNullable(chosen.chooseResponsible())
                .flatMap(users::nameOf)
                .map(name -> Lookup.chosen(choice(name)))
                .orElseGet(() -> typed.user().resolved(this::users));
        return typed.with(campaign, user);
    }

    /** An active campaign by its id. */
    Optional<Lookup> campaign(@Nullable String id) {
        return Ids.parse(id).flatMap(findCampaigns::choice).map(campaign -> Lookup.chosen(choice(campaign)));
    }

    /** Says of which field it is not known what is meant, and offers what it could be. */
    boolean refusesOpen(MeasureForm form, Map<String, String> errors, ModelAndView view, Locale locale) {
        if (form.campaign().isOpen()) {
            errors.put("campaignId", sentences.text("error.campaign.choose", locale));
            view.addObject("campaignHits", campaigns(String.valueOf(form.campaignIdText())));
        }
        if (form.user().isOpen()) {
            errors.put("responsible", sentences.text("contact.create.choose-user", locale));
            view.addObject("userHits", users(String.valueOf(form.responsibleText())));
        }
        return !errors.isEmpty();
    }

    private List<Choice> campaigns(String text) {
        return findCampaigns.choose(text, null).stream()
                .map(MeasureLookups::choice)
                .toList();
    }

    private List<Choice> users(String text) {
        return findUsers.find(text).stream().map(MeasureLookups::choice).toList();
    }

    private static Choice choice(FindCampaigns.Choice campaign) {
        return new Choice(campaign.id().toString(), campaign.title());
    }

    private static Choice choice(Users.UserName user) {
        return new Choice(user.id(), user.name());
    }
}
