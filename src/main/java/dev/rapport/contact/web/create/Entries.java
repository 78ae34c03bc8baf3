package dev.rapport.contact.web.create;

import dev.rapport.address.AddressView;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.contact.web.create.ContactChoices.Hit;
import dev.rapport.contact.web.create.Entry.Offer;
import dev.rapport.contact.web.create.Entry.Refusal;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.BusinessRuleViolation.Rule;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Ids;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import dev.rapport.user.FindUsers;
import dev.rapport.web.Lookup;
import dev.rapport.web.TypedTimes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes what the form's template shows: the form with what it offers and, when it was refused, with what is wrong. */
@Component
class Entries {

    private final ContactChoices choices;
    private final FillForm fillForm;
    private final FindUsers findUsers;
    private final FindCampaigns findCampaigns;
    private final Sentences sentences;
    private final ModelNames modelNames;
    private final TypedTimes typedTimes;

    Entries(
            ContactChoices choices,
            FillForm fillForm,
            FindUsers findUsers,
            FindCampaigns findCampaigns,
            Sentences sentences,
            ModelNames modelNames,
            TypedTimes typedTimes) {
        this.choices = choices;
        this.fillForm = fillForm;
        this.findUsers = findUsers;
        this.findCampaigns = findCampaigns;
        this.sentences = sentences;
        this.modelNames = modelNames;
        this.typedTimes = typedTimes;
    }

    Entry of(ContactForm form, Locale locale) {
        return of(form, choices.shown(form), locale);
    }

    /** @param shown the address that the form is about, as whoever asks has read it */
    Entry of(ContactForm form, @Nullable AddressView shown, Locale locale) {
        ContactChoices.Persons persons = choices.persons(form, shown);
        return new Entry(
                form,
                new Offer(
                        choices.types(locale),
                        fillForm.suggested(),
                        fillForm.plannedInThePast(form),
                        shown,
                        persons.first(),
                        persons.more()));
    }

    Entry refused(ContactForm form, BusinessRuleViolation refusal, Locale locale) {
        HttpStatus status = refusal.kind() == Kind.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
        List<FieldError> errors = typedTimes.explained(refusal, form::handedIn).errors();
        return of(form, locale).with(refusal(form, status, errors, modelNames.of(refusal.rule(), locale), locale));
    }

    Entry refused(ContactForm form, List<FieldError> refused, Locale locale) {
        List<FieldError> errors = typedTimes
                .explained(BusinessRuleViolation.invalid(refused), form::handedIn)
                .errors();
        return of(form, locale).with(refusal(form, HttpStatus.UNPROCESSABLE_CONTENT, errors, null, locale));
    }

    /** All that is wrong, together with the fields of which it is not known what is meant. */
    private Refusal refusal(
            ContactForm form, HttpStatus status, List<FieldError> refused, @Nullable Rule rule, Locale locale) {
        Map<String, String> errors = sentences(refused, locale);
        List<Hit> addresses = List.of();
        Lookup address = form.lookedUp();
        if (address.id() == null && address.text() != null && form.address() == null) {
            addresses = choices.addresses(address.text());
            if (address.isOpen()) {
                String code = addresses.isEmpty() ? "contact.create.no-such-address" : "contact.create.choose-address";
                errors.put("addressId", sentences.text(code, locale));
            }
        }
        List<Lookup.Choice> users = List.of();
        if (form.responsible().isOpen()) {
            users = findUsers.choices(form.responsible().text());
            errors.put("responsible", sentences.text("contact.create.choose-user", locale));
        }
        List<Lookup.Choice> campaigns = List.of();
        if (form.campaign().isOpen()) {
            campaigns = findCampaigns.choices(
                    form.campaign().text(), Ids.parse(form.anyAddress()).orElse(null));
            errors.put("campaignId", sentences.text("error.campaign.choose", locale));
        }
        return new Refusal(status, errors, rule, addresses, users, campaigns);
    }

    /** One sentence for each field. */
    Map<String, String> sentences(List<FieldError> errors, Locale locale) {
        Map<String, String> byField = new LinkedHashMap<>();
        errors.forEach(error -> byField.putIfAbsent(error.field(), sentences.of(error, locale)));
        return byField;
    }
}
