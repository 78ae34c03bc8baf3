package dev.rapport.contact.web.create;

import dev.rapport.address.AddContactPerson;
import dev.rapport.address.AddressCreated;
import dev.rapport.address.AddressView;
import dev.rapport.address.CreateAddress;
import dev.rapport.address.ReadAddress;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.contact.CheckContact;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.ShowContact;
import dev.rapport.contact.web.create.ContactChoices.Hit;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Ids;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import dev.rapport.user.FindUsers;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Lookup;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
 * submissions of that form, so nothing typed gets lost and all of it works without scripts.
 */
@Controller
@RequestMapping("/contacts/new")
class NewContactPage {

    private static final String PART = "contact/create :: form";
    private static final String PAGE = "contact/new";

    private final ContactChoices choices;
    private final CheckContact checkContact;
    private final CreateContact createContact;
    private final ShowContact showContact;
    private final CreateAddress createAddress;
    private final AddContactPerson addContactPerson;
    private final ReadAddress readAddress;
    private final FindUsers findUsers;
    private final FindCampaigns findCampaigns;
    private final Idempotency idempotency;
    private final Sentences sentences;
    private final ModelNames modelNames;

    NewContactPage(
            ContactChoices choices,
            CheckContact checkContact,
            CreateContact createContact,
            ShowContact showContact,
            CreateAddress createAddress,
            AddContactPerson addContactPerson,
            ReadAddress readAddress,
            FindUsers findUsers,
            FindCampaigns findCampaigns,
            Idempotency idempotency,
            Sentences sentences,
            ModelNames modelNames) {
        this.choices = choices;
        this.checkContact = checkContact;
        this.createContact = createContact;
        this.showContact = showContact;
        this.createAddress = createAddress;
        this.addContactPerson = addContactPerson;
        this.readAddress = readAddress;
        this.findUsers = findUsers;
        this.findCampaigns = findCampaigns;
        this.idempotency = idempotency;
        this.sentences = sentences;
        this.modelNames = modelNames;
    }

    /**
     * What a link to the form asks for. A parameter without a value asks for nothing.
     *
     * @param address the address page on which the form stands
     * @param person the contact person to be chosen there
     * @param campaign to be chosen
     * @param followUp the contact that another is to follow
     * @param created the contact whose creation is to be confirmed
     */
    record Asked(
            @Nullable String address,
            @Nullable String person,
            @Nullable String campaign,
            @Nullable String followUp,
            @Nullable String created) {

        Asked {
            address = blankToNull(address);
            person = blankToNull(person);
            campaign = blankToNull(campaign);
            followUp = blankToNull(followUp);
            created = blankToNull(created);
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
        ContactForm form = choices.emptyForm();
        if (asked.followUp() != null) {
            ContactView contact =
                    showContact.show(Ids.require("id", asked.followUp())).item();
            form = choices.followUp(form, contact);
            if (asked.address() != null) {
                Long person = contact.contactPersonId();
                form = form.on(asked.address(), person == null ? null : person.toString());
            }
        } else if (asked.address() != null) {
            form = choices.onAddress(form, readAddress.read(Ids.require("addressId", asked.address())));
            form = asked.person() == null ? form : form.on(form.address(), asked.person());
        }
        form = findCampaigns.chosen(asked.campaign()).map(form::withCampaign).orElse(form);
        boolean somebodyChosen = form.address() != null || form.addressId() != null;
        return part(htmx, form, locale)
                .focus(somebodyChosen ? "new-subject" : "new-addressText")
                .view();
    }

    @PostMapping
    ModelAndView submit(
            HtmxRequest htmx,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String choose,
            @RequestParam(required = false) @Nullable String chooseResponsible,
            @RequestParam(required = false) @Nullable String chooseCampaignId,
            @RequestParam(required = false) @Nullable String personFilter,
            ContactForm form,
            NewAddressForm newAddress,
            Locale locale) {
        ContactForm input = resolved(form);
        if (choose != null) {
            return part(htmx, chosen(input, choose), locale)
                    .focus("new-subject")
                    .view();
        }
        if (chooseResponsible != null || chooseCampaignId != null) {
            ContactForm chosen = input.withResponsible(
                            findUsers.chosen(chooseResponsible).orElse(input.user()))
                    .withCampaign(findCampaigns.chosen(chooseCampaignId).orElse(input.campaign()));
            return part(htmx, chosen, locale).view();
        }
        return switch (action == null ? "create" : action) {
            case "findPersons" ->
                part(htmx, input, locale)
                        .persons(choices.persons(input, personFilter), personFilter)
                        .focus("new-personFilter")
                        .view();
            case "newAddress" -> {
                AddressView company = choices.chosenCompany(input);
                yield part(htmx, input, locale)
                        .newAddress(
                                NewAddressForm.empty(
                                        company != null, input.addressId() == null ? input.addressText() : null),
                                company)
                        .focus("new-newName")
                        .view();
            }
            case "close" -> part(htmx, input, locale).focus("new-addressText").view();
            case "addAddress", "addAnyway" -> addAddress(htmx, input, newAddress, "addAnyway".equals(action), locale);
            default -> create(htmx, form, input, locale);
        };
    }

    /** Suggestions while somebody types an address: server-rendered options (rule 4). */
    @GetMapping("/addresses")
    ModelAndView addresses(@RequestParam(defaultValue = "") String addressText) {
        ModelAndView options = new ModelAndView("contact/options :: addresses");
        options.addObject("hits", choices.addresses(addressText));
        options.addObject("query", addressText);
        return options;
    }

    /** Suggestions for the responsible: users only (rule 8). */
    @GetMapping("/users")
    ModelAndView users(@RequestParam(defaultValue = "") String responsibleText) {
        ModelAndView options = new ModelAndView("contact/options :: users");
        options.addObject("hits", findUsers.find(responsibleText));
        options.addObject("query", responsibleText);
        return options;
    }

    /** Suggestions for the campaign: active ones only (rule 29), those of the chosen address first (rule 9). */
    @GetMapping("/campaigns")
    ModelAndView campaigns(
            @RequestParam(required = false) @Nullable String addressId,
            @RequestParam(defaultValue = "") String campaignIdText) {
        ModelAndView options = new ModelAndView("contact/options :: campaigns");
        options.addObject(
                "hits",
                findCampaigns.choices(campaignIdText, Ids.parse(addressId).orElse(null)));
        options.addObject("query", campaignIdText);
        return options;
    }

    /** @param sent the form as it came: the same when it comes again, however late */
    private ModelAndView create(HtmxRequest htmx, ContactForm sent, ContactForm input, Locale locale) {
        if (input.isOpen()) {
            return part(htmx, input, locale)
                    .refused(checkContact.errors(input.draft()))
                    .view();
        }
        try {
            Long id = idempotency
                    .once(input.idempotencyKey(), sent, Long.class, () -> {
                        Long contact = createContact.create(input.draft());
                        return new Created<>("/contacts/" + contact, contact);
                    })
                    .getBody();
            if (id == null) {
                throw new IllegalStateException("Created without an id");
            }
            if (htmx.isHtmxRequest()) {
                return confirmation(htmx, input.address(), id);
            }
            return seeOther(UriComponentsBuilder.fromPath("/contacts/new")
                    .queryParam("created", id)
                    .queryParamIfPresent("address", Optional.ofNullable(input.address()))
                    .build()
                    .toUriString());
        } catch (BusinessRuleViolation refusal) {
            // the key stands for what was sent the first time; this is another contact
            ContactForm kept = refusal.kind() == Kind.CONFLICT ? input.withKey(ContactForm.newKey()) : input;
            return part(htmx, kept, locale).refused(refusal).view();
        }
    }

    private ModelAndView addAddress(
            HtmxRequest htmx, ContactForm input, NewAddressForm typed, boolean anyway, Locale locale) {
        AddressView company = typed.person() ? choices.chosenCompany(input) : null;
        Part part = part(htmx, input, locale).newAddress(typed, choices.chosenCompany(input));
        if (typed.person() && company == null) {
            return part.refusedAddress(BusinessRuleViolation.invalid("kind", "address.company-first"))
                    .view();
        }
        if (!anyway) {
            List<Hit> similar = choices.similar(typed, company);
            if (!similar.isEmpty()) {
                return part.similar(similar).view();
            }
        }
        try {
            AddressCreated created = company != null
                    ? addContactPerson.add(company.id(), typed.fields())
                    : createAddress.create(typed.kind(), typed.fields());
            ContactForm chosen = input.address() != null
                    ? input.on(input.address(), String.valueOf(created.address().id()))
                    : chosen(input, String.valueOf(created.address().id()));
            return part(htmx, chosen, locale).focus("new-subject").view();
        } catch (BusinessRuleViolation refusal) {
            return part.refusedAddress(refusal).view();
        }
    }

    /** What was typed without choosing: one hit is taken, several are offered. */
    private ContactForm resolved(ContactForm form) {
        ContactForm input = choices.withPresentStart(form);
        if (form.address() == null) {
            input = input.withAddress(form.lookedUp().resolved(choices::addressChoices));
        }
        return input.withCampaign(input.campaign().resolved(text -> findCampaigns.choices(text, null)))
                .withResponsible(input.user().resolved(findUsers::choices));
    }

    private ContactForm chosen(ContactForm form, String id) {
        if (form.address() != null) {
            return form.on(form.address(), id);
        }
        AddressView address = readAddress.read(Ids.require("addressId", id));
        return form.withAddress(Lookup.chosen(new Lookup.Choice(id, ContactChoices.label(address))));
    }

    private ModelAndView confirmation(HtmxRequest htmx, @Nullable String address, Long id) {
        ModelAndView page = new ModelAndView(htmx.isHtmxRequest() ? "contact/create :: confirmation" : PAGE);
        page.addObject("created", showContact.show(id).item());
        page.addObject("address", address);
        return page;
    }

    private static ModelAndView seeOther(String path) {
        ModelAndView redirect = new ModelAndView("redirect:" + path);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }

    private Part part(HtmxRequest htmx, ContactForm form, Locale locale) {
        return new Part(new ModelAndView(htmx.isHtmxRequest() ? PART : PAGE), form, locale);
    }

    /** The form on its way to the template. */
    private final class Part {

        private final ModelAndView page;
        private final Locale locale;
        private final ContactForm form;
        private final Map<String, @Nullable Object> entry = new HashMap<>();
        private final Map<String, String> errors = new LinkedHashMap<>();

        Part(ModelAndView page, ContactForm form, Locale locale) {
            this.page = page;
            this.form = form;
            this.locale = locale;
        }

        Part refused(BusinessRuleViolation refusal) {
            refused(refusal.errors());
            entry.put("rule", modelNames.of(refusal.rule(), locale));
            if (refusal.kind() == Kind.CONFLICT) {
                page.setStatus(HttpStatus.CONFLICT);
            }
            return this;
        }

        /** All that is wrong, together with the fields of which it is not known what is meant. */
        Part refused(List<FieldError> refused) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            for (FieldError error : refused) {
                errors.putIfAbsent(error.field(), sentences.of(error, locale));
            }
            if (form.addressId() == null && form.addressText() != null && form.address() == null) {
                List<Hit> hits = choices.addresses(form.addressText());
                entry.put("addressHits", hits);
                if (!form.addressText().isBlank()) {
                    errors.put(
                            "addressId",
                            sentences.text(
                                    hits.isEmpty() ? "contact.create.no-such-address" : "contact.create.choose-address",
                                    locale));
                }
            }
            if (form.user().isOpen()) {
                entry.put("userHits", findUsers.choices(form.responsibleText()));
                errors.put("responsible", sentences.text("contact.create.choose-user", locale));
            }
            if (form.campaign().isOpen()) {
                String address = form.address() == null ? form.addressId() : form.address();
                entry.put(
                        "campaignHits",
                        findCampaigns.choices(
                                form.campaignIdText(), Ids.parse(address).orElse(null)));
                errors.put("campaignId", sentences.text("error.campaign.choose", locale));
            }
            return this;
        }

        Part refusedAddress(BusinessRuleViolation refusal) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            Map<String, String> refused = new LinkedHashMap<>();
            refusal.errors().forEach(error -> refused.putIfAbsent(error.field(), sentences.of(error, locale)));
            entry.put("addressErrors", refused);
            return this;
        }

        Part persons(List<Hit> hits, @Nullable String filter) {
            entry.put("persons", hits);
            entry.put("personFilter", filter);
            return this;
        }

        Part newAddress(NewAddressForm typed, @Nullable AddressView company) {
            entry.put("newAddress", typed);
            entry.put("newAddressCompany", company);
            return this;
        }

        Part similar(List<Hit> hits) {
            entry.put("similar", hits);
            return this;
        }

        Part focus(String id) {
            entry.put("focus", id);
            return this;
        }

        ModelAndView view() {
            Map<String, @Nullable Object> all = choices.entry(form, locale);
            all.putAll(entry);
            all.put("errors", errors);
            page.addObject("entry", all);
            return page;
        }
    }
}
