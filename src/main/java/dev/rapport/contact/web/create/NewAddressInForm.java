package dev.rapport.contact.web.create;

import dev.rapport.address.AddContactPerson;
import dev.rapport.address.AddressCreated;
import dev.rapport.address.AddressView;
import dev.rapport.address.CreateAddress;
import dev.rapport.contact.web.create.ContactChoices.Hit;
import dev.rapport.contact.web.create.Entry.NewAddress;
import dev.rapport.shared.BusinessRuleViolation;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An address or contact person that is not there yet, added inside the form that creates a contact (rule 2). */
@Controller
@RequestMapping("/contacts/new")
class NewAddressInForm {

    private final FillForm fillForm;
    private final Entries entries;
    private final ContactChoices choices;
    private final CreateAddress createAddress;
    private final AddContactPerson addContactPerson;

    NewAddressInForm(
            FillForm fillForm,
            Entries entries,
            ContactChoices choices,
            CreateAddress createAddress,
            AddContactPerson addContactPerson) {
        this.fillForm = fillForm;
        this.entries = entries;
        this.choices = choices;
        this.createAddress = createAddress;
        this.addContactPerson = addContactPerson;
    }

    @PostMapping(params = "action=newAddress")
    ModelAndView open(HtmxRequest htmx, @RequestParam Map<String, String> fields, Locale locale) {
        ContactForm form = fillForm.resolved(fillForm.sent(fields));
        AddressView company = choices.chosenCompany(form);
        String name = form.lookedUp().id() == null ? form.lookedUp().text() : null;
        return entries.of(form, locale)
                .with(new NewAddress(NewAddressForm.empty(company != null, name), company))
                .focus("new-newName")
                .view(htmx);
    }

    /** Adds it unless it may be there already. */
    @PostMapping(params = "action=addAddress")
    ModelAndView add(HtmxRequest htmx, @RequestParam Map<String, String> fields, NewAddressForm typed, Locale locale) {
        ContactForm form = fillForm.resolved(fillForm.sent(fields));
        AddressView company = choices.chosenCompany(form);
        if (!typed.person() || company != null) {
            List<Hit> similar = choices.similar(typed, typed.person() ? company : null);
            if (!similar.isEmpty()) {
                return entries.of(form, locale)
                        .with(new NewAddress(typed, company).similarTo(similar))
                        .view(htmx);
            }
        }
        return added(htmx, form, typed, locale);
    }

    @PostMapping(params = "action=addAnyway")
    ModelAndView addAnyway(
            HtmxRequest htmx, @RequestParam Map<String, String> fields, NewAddressForm typed, Locale locale) {
        return added(htmx, fillForm.resolved(fillForm.sent(fields)), typed, locale);
    }

    private ModelAndView added(HtmxRequest htmx, ContactForm form, NewAddressForm typed, Locale locale) {
        AddressView company = choices.chosenCompany(form);
        try {
            String id = String.valueOf(create(typed, company).address().id());
            return entries.of(fillForm.withAddress(form, id), locale)
                    .focus("new-subject")
                    .view(htmx);
        } catch (BusinessRuleViolation refusal) {
            return entries.of(form, locale)
                    .with(new NewAddress(typed, company).refused(entries.sentences(refusal.errors(), locale)))
                    .view(htmx);
        }
    }

    private AddressCreated create(NewAddressForm typed, @Nullable AddressView company) {
        if (!typed.person()) {
            return createAddress.create(typed.kind(), typed.fields());
        }
        if (company == null) {
            throw BusinessRuleViolation.invalid("kind", "address.company-first");
        }
        return addContactPerson.add(company.id(), typed.fields());
    }
}
