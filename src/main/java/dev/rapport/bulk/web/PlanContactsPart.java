package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkPlan;
import dev.rapport.bulk.ShowBulkPlans;
import dev.rapport.campaign.CampaignView;
import dev.rapport.campaign.ShowCampaign;
import dev.rapport.contact.SuggestStart;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.Page;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.user.Users;
import dev.rapport.web.NamedWebPart;
import dev.rapport.web.TypedTimes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Plans a contact for each member without an open one, shows how far that is, and what came of it before. */
@Component
class PlanContactsPart extends NamedWebPart {

    private static final int LINES = 5;

    /** Up to so many members it costs nothing to count at once for how many of them a contact would be planned. */
    private static final int FEW = Page.COUNTED;

    private final ShowBulkPlans showBulkPlans;
    private final ShowCampaign showCampaign;
    private final ContactTypes contactTypes;
    private final SuggestStart suggestStart;
    private final Users users;
    private final TypedTimes typedTimes;

    PlanContactsPart(
            ShowBulkPlans showBulkPlans,
            ShowCampaign showCampaign,
            ContactTypes contactTypes,
            SuggestStart suggestStart,
            Users users,
            TypedTimes typedTimes) {
        super("campaign", "plan-contacts", "bulk.plan", Column.SIDE, 10, "bulk/plan-contacts");
        this.showBulkPlans = showBulkPlans;
        this.showCampaign = showCampaign;
        this.contactTypes = contactTypes;
        this.suggestStart = suggestStart;
        this.users = users;
        this.typedTimes = typedTimes;
    }

    /** A contact type to choose. */
    record Type(String code, String name) {}

    @Override
    public Map<String, Object> content(Subject subject) {
        CampaignView campaign =
                subject.page().get("campaign") instanceof CampaignView read ? read : showCampaign.show(subject.id());
        return Map.of("plan", content(campaign, null, null, false));
    }

    /**
     * All that the template needs, under one name, because web parts of a page share a model.
     *
     * @param form as it was typed; null for an empty one
     * @param after the order behind which the list of earlier ones goes on
     * @param counted whether to say for how many members a contact would be planned, however many there are
     */
    Map<String, @Nullable Object> content(
            CampaignView campaign, @Nullable PlanForm form, @Nullable String after, boolean counted) {
        Page<BulkPlan> plans = showBulkPlans.ofCampaign(campaign.id(), after, LINES);
        BulkPlan running = plans.items().stream()
                .filter(plan -> plan.status() == BulkPlan.Status.RUNNING)
                .findFirst()
                .orElse(null);
        Map<String, @Nullable Object> plan = new HashMap<>();
        plan.put("campaignId", campaign.id());
        plan.put("active", campaign.active());
        plan.put("running", running);
        plan.put("plans", plans);
        plan.put("errors", Map.of());
        if (campaign.active() && running == null) {
            PlanForm shown = form == null ? emptyForm() : form;
            plan.put("form", shown);
            plan.put("waiting", counted || campaign.members() <= FEW ? showBulkPlans.waiting(campaign.id()) : null);
            plan.put("types", types());
            plan.put("leads", ReminderLead.OFFERED);
            plan.put(
                    "chosen",
                    shown.chosen().stream()
                            .map(login -> users.nameOf(login).orElse(new Users.UserName(login, login)))
                            .toList());
        }
        return plan;
    }

    private List<Type> types() {
        Locale locale = LocaleContextHolder.getLocale();
        return contactTypes.active().stream()
                .map(type -> new Type(type.code(), type.name(locale)))
                .toList();
    }

    private PlanForm emptyForm() {
        Reader reader = typedTimes.reader(Toward.AHEAD);
        return PlanForm.empty(
                reader.shown(suggestStart.planned()),
                reader.shown(suggestStart.lastPlanned()),
                ReminderLead.DEFAULT.code());
    }
}
