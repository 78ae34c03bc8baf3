package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkChange.ChangeAction;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.contact.SuggestStart;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.item.OfferedOutcome;
import dev.rapport.item.process.OfferedOutcomes;
import dev.rapport.lists.Entry;
import dev.rapport.lists.web.ListUrls;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.Sentences;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.user.FindUsers;
import dev.rapport.web.TypedTimes;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Fills and shows the form that orders a change of many. */
@Component
class ChangeFormView {

    private static final int DAYS = 14;
    private static final int LAST_HOUR = 16;

    private final FindUsers findUsers;
    private final FindCampaigns findCampaigns;
    private final ContactTypes contactTypes;
    private final SuggestStart suggestStart;
    private final TypedTimes typedTimes;
    private final OfferedOutcomes outcomes;
    private final Sentences sentences;

    ChangeFormView(
            FindUsers findUsers,
            FindCampaigns findCampaigns,
            ContactTypes contactTypes,
            SuggestStart suggestStart,
            TypedTimes typedTimes,
            OfferedOutcomes outcomes,
            Sentences sentences) {
        this.findUsers = findUsers;
        this.findCampaigns = findCampaigns;
        this.contactTypes = contactTypes;
        this.suggestStart = suggestStart;
        this.typedTimes = typedTimes;
        this.outcomes = outcomes;
        this.sentences = sentences;
    }

    /** The form as it is opened. */
    ChangeForm opened(ChangeForm form) {
        LocalDateTime from = suggestStart.planned();
        Reader reader = typedTimes.reader(Toward.AHEAD);
        return form.opened(Map.of(
                "day", reader.shown(from.toLocalDate()),
                "startFrom", reader.shown(from),
                "startTo", reader.shown(from.plusDays(DAYS).withHour(LAST_HOUR)),
                "reminderLead", ReminderLead.DEFAULT.code()));
    }

    /** The form with what was chosen, or with what its texts mean: typed without choosing, the only hit is meant. */
    ChangeForm resolved(ChangeForm form, @Nullable String chosenResponsible, @Nullable String chosenCampaign) {
        return form.with(
                findUsers
                        .chosen(chosenResponsible)
                        .orElseGet(() -> form.responsible().resolved(findUsers::choices, findUsers::fits)),
                findCampaigns
                        .chosen(chosenCampaign)
                        .orElseGet(() -> form.campaign()
                                .resolved(text -> findCampaigns.choices(text, null), findCampaigns::fits)));
    }

    /** Says that it is not known who or what is meant, and offers what it could be. */
    ModelAndView open(ChangeForm form, int number, Locale locale) {
        Map<String, String> errors = new HashMap<>();
        ModelAndView view = new ModelAndView();
        if (form.action() == ChangeAction.REASSIGN) {
            errors.put("responsible", sentences.text("contact.create.choose-user", locale));
            view.addObject("userHits", findUsers.choices(form.responsible().text()));
        } else {
            errors.put("campaignId", sentences.text("error.campaign.choose", locale));
            view.addObject("campaignHits", findCampaigns.choices(form.campaign().text(), null));
        }
        view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return show(view, form, number, errors);
    }

    /**
     * Shows it.
     *
     * @param number how many are meant
     */
    ModelAndView show(ModelAndView view, ChangeForm form, int number, Map<String, String> errors) {
        view.setViewName("bulk/change-new");
        String list = ListUrls.list(form.list());
        view.addObject("form", form)
                .addObject("number", number)
                .addObject("errors", errors)
                .addObject("list", list)
                .addObject("back", "/" + list + form.query());
        if (form.action() == ChangeAction.PLAN_FOLLOW_UP) {
            view.addObject("types", contactTypes.active()).addObject("leads", ReminderLead.OFFERED);
        }
        if (form.action() == ChangeAction.CLOSE) {
            view.addObject("outcomes", closing(form.list()));
        }
        return view;
    }

    /** Of those that leave an entry open each needs an appointment of its own. */
    private List<OfferedOutcome> closing(Entry.Kind list) {
        return outcomes.inForce(list == Entry.Kind.CONTACT ? "contact" : "measure").stream()
                .filter(outcome -> outcome.category() != OutcomeCategory.OPEN)
                .toList();
    }
}
