package dev.rapport.contact.web.create;

import dev.rapport.address.ReadAddress;
import dev.rapport.contact.CheckContact;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.ShowContact;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.Ids;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The web part "Kontaktvorgang anlegen": as option web part on a page of its own and on the start page, as address web
 * part on an address page ({@code ?address=}). All of it is one form; searching, choosing and creating an address are
 * submissions of that form, which its other buttons send to the controllers beside this one, so nothing typed gets lost and
 * all of it works without scripts. Here it is opened, and the contact created.
 */
@Controller
@RequestMapping("/contacts/new")
class NewContactPage {

    private final FillForm fillForm;
    private final Entries entries;
    private final CheckContact checkContact;
    private final CreateContact createContact;
    private final ShowContact showContact;
    private final ReadAddress readAddress;
    private final Idempotency idempotency;

    NewContactPage(
            FillForm fillForm,
            Entries entries,
            CheckContact checkContact,
            CreateContact createContact,
            ShowContact showContact,
            ReadAddress readAddress,
            Idempotency idempotency) {
        this.fillForm = fillForm;
        this.entries = entries;
        this.checkContact = checkContact;
        this.createContact = createContact;
        this.showContact = showContact;
        this.readAddress = readAddress;
        this.idempotency = idempotency;
    }

    /**
     * What a link to the form asks for. A parameter without a value asks for nothing.
     *
     * @param address the address page on which the form stands
     * @param person the contact person to be chosen there
     * @param campaign to be chosen
     * @param followUp the contact that another is to follow
     * @param again the voided contact that is to be entered anew (rule 23)
     * @param reminder the lead time of the reminder that it had
     * @param created the contact whose creation is to be confirmed
     * @param start of the contact, local in the business zone
     * @param responsible login of whoever is to be
     */
    record Asked(
            @Nullable String address,
            @Nullable String person,
            @Nullable String campaign,
            @Nullable String followUp,
            @Nullable String again,
            @Nullable String reminder,
            @Nullable String created,
            @Nullable String start,
            @Nullable String responsible) {

        Asked {
            address = blankToNull(address);
            person = blankToNull(person);
            campaign = blankToNull(campaign);
            followUp = blankToNull(followUp);
            again = blankToNull(again);
            reminder = blankToNull(reminder);
            created = blankToNull(created);
            start = blankToNull(start);
            responsible = blankToNull(responsible);
        }

        private static @Nullable String blankToNull(@Nullable String value) {
            return value == null || value.isBlank() ? null : value;
        }
    }

    @GetMapping
    ModelAndView show(HtmxRequest htmx, Asked asked, Locale locale) {
        if (asked.created() != null) {
            return confirmation(htmx, asked.address(), Ids.require("id", asked.created()));
        }
        ContactForm form =
                fillForm.withResponsible(fillForm.withCampaign(opened(asked), asked.campaign()), asked.responsible());
        if (asked.start() != null) {
            form = fillForm.at(form, asked.start());
        }
        return entries.of(form, locale)
                .focus(form.anyAddress() != null ? "new-subject" : "new-addressText")
                .view(htmx);
    }

    private ContactForm opened(Asked asked) {
        if (asked.followUp() != null) {
            ContactView contact =
                    showContact.show(Ids.require("id", asked.followUp())).item();
            ContactForm form = fillForm.followUp(contact);
            Long person = contact.contactPersonId();
            return asked.address() == null ? form : form.on(asked.address(), person == null ? null : person.toString());
        }
        if (asked.again() != null) {
            ContactView contact =
                    showContact.show(Ids.require("id", asked.again())).item();
            return fillForm.again(contact, asked.reminder());
        }
        if (asked.address() != null) {
            ContactForm form = fillForm.onAddress(readAddress.read(Ids.require("addressId", asked.address())));
            return asked.person() == null ? form : form.on(form.address(), asked.person());
        }
        return fillForm.empty();
    }

    /** Creating the contact, which is what Enter and any other button do. */
    @PostMapping
    ModelAndView create(HtmxRequest htmx, @RequestParam Map<String, String> fields, Locale locale) {
        ContactForm sent = fillForm.sent(fields);
        ContactForm form = fillForm.resolved(sent);
        if (form.isOpen()) {
            return entries.refused(form, checkContact.errors(form.draft()), locale)
                    .view(htmx);
        }
        try {
            // the form as it came is the same when it comes again, however late
            Long id = idempotency
                    .once(form.typed("idempotencyKey"), sent, Long.class, () -> {
                        Long contact = createContact.create(form.draft());
                        return new Created<>("/contacts/" + contact, contact);
                    })
                    .getBody();
            if (id == null) {
                throw new IllegalStateException("Created without an id");
            }
            if (htmx.isHtmxRequest()) {
                return confirmation(htmx, form.address(), id);
            }
            return seeOther(UriComponentsBuilder.fromPath("/contacts/new")
                    .queryParam("created", id)
                    .queryParamIfPresent("address", Optional.ofNullable(form.address()))
                    .build()
                    .toUriString());
        } catch (BusinessRuleViolation refusal) {
            // the key stands for what was sent the first time; this is another contact
            ContactForm kept = refusal.kind() == Kind.CONFLICT ? form.withNewKey() : form;
            return entries.refused(kept, refusal, locale).view(htmx);
        }
    }

    private ModelAndView confirmation(HtmxRequest htmx, @Nullable String address, Long id) {
        ModelAndView page = new ModelAndView(htmx.isHtmxRequest() ? "contact/create :: confirmation" : Entry.PAGE);
        page.addObject("created", showContact.show(id).item());
        page.addObject("address", address);
        return page;
    }

    private static ModelAndView seeOther(String path) {
        ModelAndView redirect = new ModelAndView("redirect:" + path);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }
}
