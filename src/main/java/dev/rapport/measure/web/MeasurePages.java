package dev.rapport.measure.web;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.campaign.FindCampaigns.Search;
import dev.rapport.measure.ChangeMeasure;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.MeasureProcess;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Toasts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Measures: creating one, and the page of one. */
@Controller
class MeasurePages {

    private final ShowMeasure showMeasure;
    private final CreateMeasure createMeasure;
    private final ChangeMeasure changeMeasure;
    private final CompleteMeasure completeMeasure;
    private final FindCampaigns findCampaigns;
    private final FieldMessages fieldMessages;
    private final Sentences sentences;
    private final Toasts toasts;

    MeasurePages(
            ShowMeasure showMeasure,
            CreateMeasure createMeasure,
            ChangeMeasure changeMeasure,
            CompleteMeasure completeMeasure,
            FindCampaigns findCampaigns,
            FieldMessages fieldMessages,
            Sentences sentences,
            Toasts toasts) {
        this.showMeasure = showMeasure;
        this.createMeasure = createMeasure;
        this.changeMeasure = changeMeasure;
        this.completeMeasure = completeMeasure;
        this.findCampaigns = findCampaigns;
        this.fieldMessages = fieldMessages;
        this.sentences = sentences;
        this.toasts = toasts;
    }

    @GetMapping("/measures/new")
    String newMeasure(@RequestParam(required = false) @Nullable String campaign, Model model) {
        return createForm(MeasureForm.empty(campaign), Map.of(), model);
    }

    @PostMapping("/measures")
    String create(
            @ModelAttribute MeasureForm form,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            Long id = createMeasure.create(form.draft());
            toasts.afterRedirect(redirect, locale, "measure.created");
            return "redirect:/measures/" + id;
        } catch (BusinessRuleViolation refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return createForm(form, fieldMessages.of(refusal, locale), model);
        }
    }

    private String createForm(MeasureForm form, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute(
                "campaigns", findCampaigns.find(Search.toChoose(null)).items());
        return "measure/new";
    }

    @GetMapping("/measures/{id}")
    String show(@PathVariable String id, Model model) {
        ShowMeasure.Shown shown = showMeasure.show(Ids.require("id", id));
        return page(shown, MeasureForm.of(shown.measure()), Map.of(), null, model);
    }

    /** Saves what the web parts hold. */
    @PostMapping("/measures/{id}")
    String change(
            @PathVariable String id,
            @ModelAttribute MeasureForm form,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        long measureId = Ids.require("id", id);
        try {
            changeMeasure.change(measureId, form.change());
            toasts.afterRedirect(redirect, locale, "measure.changed");
            return "redirect:/measures/" + measureId;
        } catch (BusinessRuleViolation refusal) {
            return refused(measureId, form, refusal, model, response, locale);
        }
    }

    /** Changes the status by a verb that the deployed model offers; what was typed goes along. */
    @PostMapping("/measures/{id}/outcome")
    String close(
            @PathVariable String id,
            @ModelAttribute MeasureForm form,
            @RequestParam(defaultValue = "") String outcome,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        long measureId = Ids.require("id", id);
        try {
            List<MeasureProcess.Ran> ran =
                    completeMeasure.complete(measureId, form.requireVersion(), form.outcome(outcome));
            redirect.addFlashAttribute(
                    "ran", ran.stream().map(MeasureProcess.Ran::name).toList());
            return "redirect:/measures/" + measureId;
        } catch (BusinessRuleViolation refusal) {
            return refused(measureId, form, refusal, model, response, locale);
        }
    }

    /** Keeps what was typed and says which rule refused and why. */
    private String refused(
            long measureId,
            MeasureForm form,
            BusinessRuleViolation refusal,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        if (refusal.kind() == BusinessRuleViolation.Kind.NOT_FOUND) {
            throw refusal;
        }
        boolean conflict = refusal.kind() == BusinessRuleViolation.Kind.CONFLICT;
        response.setStatus((conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value());
        ShowMeasure.Shown shown = showMeasure.show(measureId);
        BusinessRuleViolation.Rule rule = refusal.rule();
        String sentence = sentences.of(refusal, locale);
        return page(
                shown,
                form.withVersion(shown.measure().version()),
                fieldMessages.of(refusal, locale),
                rule == null ? sentence : rule.name() + ": " + sentence,
                model);
    }

    private String page(
            ShowMeasure.Shown shown,
            MeasureForm form,
            Map<String, String> errors,
            @Nullable String refusal,
            Model model) {
        model.addAttribute("measure", shown.measure());
        model.addAttribute("task", shown.task());
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("refusal", refusal);
        model.addAttribute(
                "campaigns", findCampaigns.find(Search.toChoose(null)).items());
        return "measure/page";
    }
}
