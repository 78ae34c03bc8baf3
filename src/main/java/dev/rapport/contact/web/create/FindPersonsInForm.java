package dev.rapport.contact.web.create;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The search for contact persons inside the form that creates a contact (rule 5), and closing what was opened in it. */
@Controller
@RequestMapping("/contacts/new")
class FindPersonsInForm {

    private final FillForm fillForm;
    private final Entries entries;
    private final ContactChoices choices;

    FindPersonsInForm(FillForm fillForm, Entries entries, ContactChoices choices) {
        this.fillForm = fillForm;
        this.entries = entries;
        this.choices = choices;
    }

    @PostMapping(params = "action=findPersons")
    ModelAndView find(HtmxRequest htmx, @RequestParam Map<String, String> fields, Locale locale) {
        ContactForm form = fillForm.resolved(fillForm.sent(fields));
        return entries.of(form, locale)
                .with(choices.foundPersons(form, fields.get("personFilter")))
                .focus("new-personFilter")
                .view(htmx);
    }

    @PostMapping(params = "action=close")
    ModelAndView close(HtmxRequest htmx, @RequestParam Map<String, String> fields, Locale locale) {
        return entries.of(fillForm.resolved(fillForm.sent(fields)), locale)
                .focus("new-addressText")
                .view(htmx);
    }
}
