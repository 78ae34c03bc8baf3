package dev.rapport.measure.web;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.item.web.ItemLookups;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.MeasureView;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.Ids;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.user.FindUsers;
import dev.rapport.web.Created;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Lookup;
import dev.rapport.web.TypedTimes;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Creates a measure (rule 25). */
@Controller
class NewMeasurePage {

    private final CreateMeasure createMeasure;
    private final ItemLookups lookups;
    private final FindCampaigns findCampaigns;
    private final FindUsers findUsers;
    private final ShowMeasure showMeasure;
    private final Idempotency idempotency;
    private final FieldMessages fieldMessages;
    private final TypedTimes typedTimes;

    NewMeasurePage(
            CreateMeasure createMeasure,
            ItemLookups lookups,
            FindCampaigns findCampaigns,
            FindUsers findUsers,
            ShowMeasure showMeasure,
            Idempotency idempotency,
            FieldMessages fieldMessages,
            TypedTimes typedTimes) {
        this.createMeasure = createMeasure;
        this.lookups = lookups;
        this.findCampaigns = findCampaigns;
        this.findUsers = findUsers;
        this.showMeasure = showMeasure;
        this.idempotency = idempotency;
        this.fieldMessages = fieldMessages;
        this.typedTimes = typedTimes;
    }

    /**
     * Opens the form.
     *
     * @param campaign is chosen already
     * @param again the voided measure that is to be entered anew (rule 23)
     */
    @GetMapping("/measures/new")
    ModelAndView show(
            @RequestParam(required = false) @Nullable String campaign,
            @RequestParam(required = false) @Nullable String again) {
        if (again != null && !again.isBlank()) {
            return filled(
                    new ModelAndView("measure/new"),
                    again(showMeasure.show(Ids.require("id", again)).item()),
                    Map.of());
        }
        MeasureEdit empty = MeasureEdit.empty(newKey());
        MeasureEdit form =
                findCampaigns.chosen(campaign).map(empty::withCampaign).orElse(empty);
        return filled(new ModelAndView("measure/new"), form, Map.of());
    }

    @PostMapping("/measures")
    @Nullable
    ModelAndView create(
            HtmxRequest htmx,
            ItemLookups.Chosen chosen,
            @RequestParam Map<String, String> fields,
            HttpServletResponse response,
            Locale locale) {
        MeasureEdit form = lookups.resolved(MeasureEdit.sent(fields, typedTimes.reader(Toward.AHEAD)), chosen);
        ModelAndView view = new ModelAndView(!htmx.isHtmxRequest() ? "measure/new" : "measure/new :: entry");
        Map<String, String> errors = new LinkedHashMap<>();
        if (chosen.something()) {
            return filled(view, form, errors);
        }
        if (lookups.isOpen(form)) {
            lookups.refuseOpen(form, null, errors, view, locale);
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return filled(view, form, errors);
        }
        try {
            String path = "/measures/" + created(form) + "?done=created";
            if (!htmx.isHtmxRequest()) {
                return seeOther(path);
            }
            response.setHeader("HX-Redirect", path);
            return null;
        } catch (BusinessRuleViolation refusal) {
            boolean conflict = refusal.kind() == Kind.CONFLICT;
            view.setStatus(conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT);
            // the key stands for what was sent the first time; this is another measure
            return filled(
                    view,
                    conflict ? form.withKey(newKey()) : form,
                    fieldMessages.of(typedTimes.explained(refusal, form::typed), locale));
        }
    }

    /** With all that it says, as far as it can still be chosen. */
    private MeasureEdit again(MeasureView voided) {
        return MeasureEdit.again(voided, newKey())
                .with(
                        findUsers.chosen(voided.responsible()).orElse(Lookup.NONE),
                        findCampaigns
                                .chosen(Objects.toString(voided.campaignId(), null))
                                .orElse(Lookup.NONE));
    }

    private Long created(MeasureEdit form) {
        return Objects.requireNonNull(idempotency
                .once(form.key(), form.draft(), Long.class, () -> {
                    Long id = createMeasure.create(form.draft());
                    return new Created<>("/measures/" + id, id);
                })
                .getBody());
    }

    private static ModelAndView seeOther(String path) {
        ModelAndView redirect = new ModelAndView("redirect:" + path);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }

    private static ModelAndView filled(ModelAndView view, MeasureEdit form, Map<String, String> errors) {
        return view.addObject("form", form).addObject("errors", errors);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
