package dev.rapport.contact.web.create;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Choosing one of the addresses, users or campaigns that the form that creates a contact offers as buttons. */
@Controller
@RequestMapping("/contacts/new")
class ChooseInForm {

    private final FillForm fillForm;
    private final Entries entries;

    ChooseInForm(FillForm fillForm, Entries entries) {
        this.fillForm = fillForm;
        this.entries = entries;
    }

    @PostMapping(params = "choose")
    ModelAndView address(HtmxRequest htmx, @RequestParam Map<String, String> fields, Locale locale) {
        ContactForm chosen =
                fillForm.withAddress(fillForm.resolved(fillForm.sent(fields)), String.valueOf(fields.get("choose")));
        return entries.of(chosen, locale).focus("new-subject").view(htmx);
    }

    @PostMapping(params = {"chooseResponsible", "!choose"})
    ModelAndView responsible(HtmxRequest htmx, @RequestParam Map<String, String> fields, Locale locale) {
        return responsibleOrCampaign(htmx, fields, locale);
    }

    @PostMapping(params = {"chooseCampaignId", "!chooseResponsible", "!choose"})
    ModelAndView campaign(HtmxRequest htmx, @RequestParam Map<String, String> fields, Locale locale) {
        return responsibleOrCampaign(htmx, fields, locale);
    }

    private ModelAndView responsibleOrCampaign(HtmxRequest htmx, Map<String, String> fields, Locale locale) {
        ContactForm form =
                fillForm.withResponsible(fillForm.resolved(fillForm.sent(fields)), fields.get("chooseResponsible"));
        return entries.of(fillForm.withCampaign(form, fields.get("chooseCampaignId")), locale)
                .view(htmx);
    }
}
