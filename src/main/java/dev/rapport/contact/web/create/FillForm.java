package dev.rapport.contact.web.create;

import dev.rapport.address.AddressView;
import dev.rapport.address.ReadAddress;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.SuggestStart;
import dev.rapport.contact.web.WhomChoices;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.user.FindUsers;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
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

    /** The form as it was sent. */
    ContactForm sent(Map<String, String> fields) {
        return ContactForm.sent(fields, reader(fields.get("status")));
    }

    private Reader reader(@Nullable String status) {
        return time.reader("PLANNED".equals(status) ? Toward.AHEAD : Toward.BACK);
    }

    ContactForm empty() {
        return ContactForm.empty(suggestStart.performed(), reader(null));
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
        return withCampaign(
                empty().withAddress(whom(contact))
                        .asFollowUp(suggestStart.planned(), contact.type(), contact.subject(), reader("PLANNED")),
                Objects.toString(contact.campaignId(), null));
    }

    /**
     * With all that a contact says that was entered by mistake (rule 23), as far as it can still be chosen.
     *
     * @param reminder the lead time of the reminder that it had; null for none
     */
    ContactForm again(ContactView contact, @Nullable String reminder) {
        ContactForm form = empty().withAddress(whom(contact))
                .as(contact, LocalDateTime.ofInstant(contact.start(), time.zone()), reminder);
        return withResponsible(withCampaign(form, Objects.toString(contact.campaignId(), null)), contact.responsible());
    }

    private static Lookup whom(ContactView contact) {
        String address =
                String.valueOf(contact.contactPersonId() != null ? contact.contactPersonId() : contact.addressId());
        String label = WhomChoices.label(contact.contactPerson(), contact.address(), contact.addressTown());
        return Lookup.chosen(new Lookup.Choice(address, label));
    }

    /** A contact person's page is one of its company's address (rule 6). */
    ContactForm onAddress(AddressView address) {
        Long company = address.companyId();
        String id = String.valueOf(address.id());
        return company == null ? empty().on(id, null) : empty().on(company.toString(), id);
    }

    /** At the time that a link names: planned where it lies ahead. What is no time names none. */
    ContactForm at(ContactForm form, String said) {
        LocalDateTime start = start(said);
        if (start == null) {
            return form;
        }
        String status = start.isAfter(time.nowLocal().toLocalDateTime()) ? "PLANNED" : "PERFORMED";
        return form.at(start, status, reader(status));
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
        return form.withAddress(Lookup.chosen(new Lookup.Choice(id, WhomChoices.label(address))));
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
        return form.withSuggestedStart(
                form.planned() ? suggestStart.planned() : suggestStart.performed(), reader(form.typed("status")));
    }

    /** Accepted, but worth a warning: it will be listed as overdue at once. */
    boolean plannedInThePast(ContactForm form) {
        LocalDateTime start = form.planned() ? start(form.start()) : null;
        return start != null && start.isBefore(time.nowLocal().toLocalDateTime());
    }

    private static @Nullable LocalDateTime start(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException notYetADate) {
            return null;
        }
    }
}
