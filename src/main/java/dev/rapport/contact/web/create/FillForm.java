package dev.rapport.contact.web.create;

import dev.rapport.address.AddressView;
import dev.rapport.address.ReadAddress;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.SuggestStart;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.user.FindUsers;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the form that creates a contact: as it is opened, and with what is known of what was typed. */
@Component
class FillForm {

    /** The start that a fresh form proposes for each status. */
    record Suggested(String performedDate, String performedTime, String plannedDate, String plannedTime) {}

    private final SuggestStart suggestStart;
    private final ContactChoices choices;
    private final FindUsers findUsers;
    private final FindCampaigns findCampaigns;
    private final ReadAddress readAddress;
    private final BusinessTime time;

    FillForm(
            SuggestStart suggestStart,
            ContactChoices choices,
            FindUsers findUsers,
            FindCampaigns findCampaigns,
            ReadAddress readAddress,
            BusinessTime time) {
        this.suggestStart = suggestStart;
        this.choices = choices;
        this.findUsers = findUsers;
        this.findCampaigns = findCampaigns;
        this.readAddress = readAddress;
        this.time = time;
    }

    ContactForm empty() {
        return ContactForm.empty(suggestStart.performed());
    }

    Suggested suggested() {
        LocalDateTime performed = suggestStart.performed();
        LocalDateTime planned = suggestStart.planned();
        return new Suggested(
                performed.toLocalDate().toString(),
                FormTexts.time(performed),
                planned.toLocalDate().toString(),
                FormTexts.time(planned));
    }

    ContactForm followUp(ContactView contact) {
        String address =
                String.valueOf(contact.contactPersonId() != null ? contact.contactPersonId() : contact.addressId());
        String label = Stream.of(contact.contactPerson(), contact.address(), contact.addressTown())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
        return withCampaign(
                empty().withAddress(Lookup.chosen(new Lookup.Choice(address, label)))
                        .asFollowUp(suggestStart.planned(), contact.type(), contact.subject()),
                Objects.toString(contact.campaignId(), null));
    }

    /** A contact person's page is one of its company's address (rule 6). */
    ContactForm onAddress(AddressView address) {
        Long company = address.companyId();
        String id = String.valueOf(address.id());
        return company == null ? empty().on(id, null) : empty().on(company.toString(), id);
    }

    /** With the campaign that a link or a button names, as long as it can be chosen. */
    ContactForm withCampaign(ContactForm form, @Nullable String chosen) {
        return findCampaigns.chosen(chosen).map(form::withCampaign).orElse(form);
    }

    ContactForm withResponsible(ContactForm form, @Nullable String chosen) {
        return findUsers.chosen(chosen).map(form::withResponsible).orElse(form);
    }

    /** With the address or contact person of this id: on the page of an address it is somebody of it. */
    ContactForm withAddress(ContactForm form, String id) {
        if (form.address() != null) {
            return form.on(form.address(), id);
        }
        AddressView address = readAddress.read(Ids.require("addressId", id));
        return form.withAddress(Lookup.chosen(new Lookup.Choice(id, ContactChoices.label(address))));
    }

    /** What was typed without choosing: one hit is taken, several are offered. */
    ContactForm resolved(ContactForm form) {
        ContactForm input = withPresentStart(form);
        if (form.address() == null) {
            input = input.withAddress(form.lookedUp().resolved(choices::addressChoices, choices::fits));
        }
        return input.withCampaign(
                        input.campaign().resolved(text -> findCampaigns.choices(text, null), findCampaigns::fits))
                .withResponsible(input.responsible().resolved(findUsers::choices, findUsers::fits));
    }

    /**
     * The form with the start that it would propose now, unless somebody has chosen one: it may have been open for hours.
     * A planned start that has not come yet stays as it was read.
     */
    private ContactForm withPresentStart(ContactForm form) {
        if (!form.startUntouched() || (form.planned() && !plannedInThePast(form))) {
            return form;
        }
        return form.withSuggestedStart(form.planned() ? suggestStart.planned() : suggestStart.performed());
    }

    /** Accepted, but worth a warning: it will be listed as overdue at once. */
    boolean plannedInThePast(ContactForm form) {
        LocalDateTime start = form.planned() ? start(form.typed("date"), form.typed("time")) : null;
        return start != null && start.isBefore(time.nowLocal().toLocalDateTime());
    }

    private static @Nullable LocalDateTime start(@Nullable String date, @Nullable String time) {
        if (date == null || time == null) {
            return null;
        }
        try {
            return LocalDate.parse(date).atTime(LocalTime.parse(time));
        } catch (DateTimeParseException notYetADate) {
            return null;
        }
    }
}
