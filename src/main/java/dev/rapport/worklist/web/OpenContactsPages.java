package dev.rapport.worklist.web;

import dev.rapport.campaign.CampaignView;
import dev.rapport.campaign.ShowCampaign;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Outcomes;
import dev.rapport.shared.Sentences;
import dev.rapport.shared.StartRequired;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.user.FindUsers;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import dev.rapport.web.Toasts;
import dev.rapport.web.TypedTimes;
import dev.rapport.worklist.ChangeManyContacts;
import dev.rapport.worklist.ChangeManyContacts.Result;
import dev.rapport.worklist.ChangeManyContacts.Selected;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Closes and reassigns open contacts of a campaign, many at once; what one refuses stands beside it. */
@Controller
@RequestMapping("/campaigns/{id}/open-contacts")
class OpenContactsPages {

    private static final String BODY = "worklist/open-contacts :: open-contacts-body";
    private static final String PAGE = "campaign/part-page";

    private final ChangeManyContacts changeMany;
    private final OpenContactsPart part;
    private final ShowCampaign showCampaign;
    private final FindUsers findUsers;
    private final Sentences sentences;
    private final TypedTimes typedTimes;
    private final Toasts toasts;

    OpenContactsPages(
            ChangeManyContacts changeMany,
            OpenContactsPart part,
            ShowCampaign showCampaign,
            FindUsers findUsers,
            Sentences sentences,
            TypedTimes typedTimes,
            Toasts toasts) {
        this.changeMany = changeMany;
        this.part = part;
        this.showCampaign = showCampaign;
        this.findUsers = findUsers;
        this.sentences = sentences;
        this.typedTimes = typedTimes;
        this.toasts = toasts;
    }

    /**
     * What is to be done with the selected ones.
     *
     * @param selected {@code 12:3}: contact and the version that was read
     */
    record Order(
            @Nullable List<String> selected,
            @Nullable String action,
            @Nullable String duration,
            @Nullable String startDate,
            @Nullable String startTime,
            @Nullable String note,
            @Nullable String reason,
            @Nullable String responsible,
            @Nullable String responsibleText) {}

    @GetMapping
    String show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            HtmxRequest htmx,
            Model model) {
        fill(campaign(id), after, model);
        if (!htmx.isHtmxRequest()) {
            return PAGE;
        }
        return after == null ? BODY : "worklist/open-contacts :: open-contact-rows";
    }

    @PostMapping
    @Nullable
    String change(
            @PathVariable String id,
            Order order,
            @RequestParam Map<String, String> typed,
            @RequestHeader(name = Toasts.HOLD, defaultValue = "false") boolean hold,
            HtmxRequest htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        CampaignView campaign = campaign(id);
        Map<String, String> refused = new LinkedHashMap<>();
        Map<String, String> fields = new HashMap<>(typed);
        List<String> done = new ArrayList<>();
        String problem = null;
        try {
            for (Result result : run(order, hold)) {
                BusinessRuleViolation refusal = result.refusal();
                if (refusal == null) {
                    done.add(result.id().toString());
                } else {
                    refused.put(result.id().toString(), sentences.of(explained(refusal, order), locale));
                    StartRequired.proposed(refusal).ifPresent(start -> {
                        fields.put("startDate", String.valueOf(typedTimes.shown(start.toLocalDate())));
                        fields.put("startTime", FormTexts.time(start.toLocalDateTime()));
                    });
                }
            }
        } catch (BusinessRuleViolation refusal) {
            problem = sentences.of(refusal, locale);
        }
        boolean good = refused.isEmpty() && problem == null;
        if (hold && !done.isEmpty()) {
            toasts.held(response, locale, done, "bulk.changed", done.size());
        }
        if (good && hold) {
            return null;
        }
        if (good && !htmx.isHtmxRequest()) {
            toasts.afterRedirect(redirect, locale, "bulk.changed", done.size());
            return "redirect:/campaigns/" + campaign.id() + "#open-contacts";
        }
        Map<String, @Nullable Object> content = fill(campaign, null, model);
        if (good) {
            toasts.withFragment(response, locale, "bulk.changed", done.size());
        } else {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            content.put("refused", refused);
            content.put("problem", problem);
            content.put("done", done.size());
            content.put("typed", fields);
        }
        return !htmx.isHtmxRequest() ? PAGE : BODY;
    }

    private List<Result> run(Order order, boolean hold) {
        List<Selected> selected = Stream.ofNullable(order.selected())
                .flatMap(List::stream)
                .map(OpenContactsPages::selected)
                .flatMap(Optional::stream)
                .toList();
        if (selected.isEmpty()) {
            throw BusinessRuleViolation.invalid("contacts", "nothing-selected");
        }
        return switch (String.valueOf(order.action())) {
            case Outcomes.PERFORMED ->
                changeMany.close(
                        selected,
                        new ContactOutcome(Outcomes.PERFORMED, null, lasts(order), order.note()),
                        began(order),
                        hold);
            case Outcomes.NOT_PERFORMED ->
                changeMany.close(
                        selected, new ContactOutcome(Outcomes.NOT_PERFORMED, null, null, order.reason()), null, hold);
            case "reassign" -> changeMany.reassign(selected, responsible(order), hold);
            default -> throw BusinessRuleViolation.invalid("action", "not-found");
        };
    }

    private static @Nullable String lasts(Order order) {
        return TimeEntry.duration(order.duration()).or(order.duration());
    }

    /** When those began that were planned for later, once that has been asked. */
    private @Nullable String began(Order order) {
        return TimeEntry.start(order.startDate(), order.startTime(), typedTimes.reader(Toward.BACK));
    }

    private BusinessRuleViolation explained(BusinessRuleViolation refusal, Order order) {
        return typedTimes.explained(
                refusal,
                field -> field.equals("start") ? began(order) : field.equals("duration") ? lasts(order) : null);
    }

    /** Who was chosen, or the one who fits what was typed; nobody when nothing was. */
    private @Nullable String responsible(Order order) {
        String id = order.responsible();
        Lookup meant = id == null || id.isBlank()
                ? new Lookup(null, order.responsibleText(), null).resolved(findUsers::choices, findUsers::fits)
                : new Lookup(id, null, null);
        if (meant.isOpen()) {
            throw BusinessRuleViolation.invalid("responsible", "not-a-user");
        }
        return meant.id();
    }

    private static Optional<Selected> selected(String typed) {
        String[] parts = typed.split(":", 2);
        return parts.length < 2
                ? Optional.empty()
                : Ids.parse(parts[0])
                        .flatMap(id -> Ids.parse(parts[1]).map(version -> new Selected(id, version.intValue())));
    }

    private CampaignView campaign(String id) {
        return showCampaign.show(Ids.require("id", id));
    }

    private Map<String, @Nullable Object> fill(CampaignView campaign, @Nullable String after, Model model) {
        Map<String, @Nullable Object> content = part.content(campaign.id(), after);
        model.addAttribute("campaign", campaign);
        model.addAttribute("openContacts", content);
        model.addAttribute("view", "worklist/open-contacts");
        return content;
    }
}
