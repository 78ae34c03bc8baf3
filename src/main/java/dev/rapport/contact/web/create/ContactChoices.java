package dev.rapport.contact.web.create;

import dev.rapport.address.AddressHit;
import dev.rapport.address.AddressKind;
import dev.rapport.address.AddressView;
import dev.rapport.address.FindAddresses;
import dev.rapport.address.FindAddresses.Among;
import dev.rapport.address.ReadAddress;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.SuggestStart;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the form that creates a contact offers to choose from. */
@Component
class ContactChoices {

    /** A contact type to choose. */
    record Type(String code, String name, boolean needsDuration) {}

    /**
     * A found address as lists show it.
     *
     * @param more what tells it from others of the same name
     * @param label what stands in the field once it is chosen
     */
    record Hit(
            long id,
            boolean company,
            String name,
            String more,
            @Nullable String phone,
            String label) {

        static Hit of(AddressHit hit) {
            return new Hit(
                    hit.id(),
                    hit.kind() == AddressKind.COMPANY,
                    hit.name(),
                    joined(hit.company(), hit.town()),
                    hit.phone(),
                    ContactChoices.label(hit));
        }

        static Hit of(AddressView address) {
            return new Hit(
                    address.id(),
                    address.kind() == AddressKind.COMPANY,
                    address.displayName(),
                    joined(address.company(), address.town()),
                    address.phone(),
                    ContactChoices.label(address));
        }
    }

    /** The start that a fresh form proposes for each status. */
    record Suggested(String performedDate, String performedTime, String plannedDate, String plannedTime) {}

    private final SuggestStart suggestStart;
    private final ContactTypes contactTypes;
    private final FindCampaigns findCampaigns;
    private final FindAddresses findAddresses;
    private final ReadAddress readAddress;
    private final BusinessTime time;

    ContactChoices(
            SuggestStart suggestStart,
            ContactTypes contactTypes,
            FindCampaigns findCampaigns,
            FindAddresses findAddresses,
            ReadAddress readAddress,
            BusinessTime time) {
        this.suggestStart = suggestStart;
        this.contactTypes = contactTypes;
        this.findCampaigns = findCampaigns;
        this.findAddresses = findAddresses;
        this.readAddress = readAddress;
        this.time = time;
    }

    ContactForm emptyForm() {
        return ContactForm.empty(suggestStart.performed());
    }

    /**
     * The form with the start that it would propose now, unless somebody has chosen one: it may have been open for hours.
     * A planned start that has not come yet stays as it was read.
     */
    ContactForm withPresentStart(ContactForm form) {
        if (!form.startUntouched() || (form.planned() && !plannedInThePast(form))) {
            return form;
        }
        return form.withSuggestedStart(form.planned() ? suggestStart.planned() : suggestStart.performed());
    }

    ContactForm followUp(ContactForm form, ContactView contact) {
        String address =
                String.valueOf(contact.contactPersonId() != null ? contact.contactPersonId() : contact.addressId());
        String label = Stream.of(contact.contactPerson(), contact.address(), contact.addressTown())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
        return form.withAddress(Lookup.chosen(new Lookup.Choice(address, label)))
                .asFollowUp(suggestStart.planned(), contact.type(), contact.subject(), ReminderLead.DEFAULT.code())
                .withCampaign(findCampaigns
                        .chosen(Objects.toString(contact.campaignId(), null))
                        .orElse(Lookup.NONE));
    }

    /** A contact person's page is one of its company's address (rule 6). */
    ContactForm onAddress(ContactForm form, AddressView address) {
        Long company = address.companyId();
        String id = String.valueOf(address.id());
        return company == null ? form.on(id, null) : form.on(company.toString(), id);
    }

    /** All that the form's template needs, under one name, since web parts of a page share a model. */
    Map<String, @Nullable Object> entry(ContactForm form, Locale locale) {
        Map<String, @Nullable Object> entry = new HashMap<>();
        entry.put("form", form);
        entry.put("fixed", form.address() != null);
        entry.put("errors", Map.of());
        entry.put("types", types(locale));
        entry.put("leads", ReminderLead.values());
        entry.put("suggested", suggested());
        entry.put("pastPlanned", plannedInThePast(form));
        AddressView shown = shown(form);
        entry.put("shownAddress", shown);
        if (shown != null && form.address() != null && shown.kind() == AddressKind.COMPANY) {
            Page<AddressHit> persons = personsOf(shown.id());
            entry.put("contactPersons", withChosen(shown(persons.items()), form.contactPersonId()));
            entry.put("morePersons", persons.next() != null);
        }
        return entry;
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

    List<Type> types(Locale locale) {
        return contactTypes.active().stream()
                .map(type -> new Type(type.code(), type.name(locale), type.needsDuration()))
                .toList();
    }

    /** Contact persons: of the chosen company, or of all when nothing is chosen (rule 5). */
    List<Hit> persons(ContactForm form, @Nullable String filter) {
        AddressView company = chosenCompany(form);
        String query = filter == null && company == null ? form.addressText() : filter;
        if (company == null) {
            return shown(findAddresses.find(query, Among.PERSONS, null));
        }
        return shown(findAddresses
                .contactPersons(company.id(), filter, null, Page.MAXIMUM_LIMIT)
                .items());
    }

    private Page<AddressHit> personsOf(long company) {
        return findAddresses.contactPersons(company, null, null, Page.MAXIMUM_LIMIT);
    }

    /** The one who is chosen already heads the list when it is too long to reach her. */
    private List<Hit> withChosen(List<Hit> persons, @Nullable String chosen) {
        Long id = Ids.parse(chosen).orElse(null);
        if (id == null || persons.stream().anyMatch(person -> person.id() == id)) {
            return persons;
        }
        return Stream.concat(readAddress.find(id).map(Hit::of).stream(), persons.stream())
                .toList();
    }

    /** The company that is chosen, or to which the chosen contact person belongs. */
    @Nullable
    AddressView chosenCompany(ContactForm form) {
        AddressView address = shown(form);
        if (address == null || address.kind() == AddressKind.PRIVATE) {
            return null;
        }
        return address.companyId() == null ? address : readAddress.read(address.companyId());
    }

    /** The address on which the form stands, or the one that was chosen. */
    @Nullable
    AddressView shown(ContactForm form) {
        String id = form.address() == null ? form.addressId() : form.address();
        Optional<Long> parsed = Ids.parse(id);
        return parsed.isEmpty() ? null : readAddress.find(parsed.get()).orElse(null);
    }

    List<Hit> similar(NewAddressForm typed, @Nullable AddressView company) {
        return shown(findAddresses.find(typed.searched(), Among.ANY, company == null ? null : company.id()));
    }

    List<Hit> addresses(@Nullable String text) {
        return shown(findAddresses.find(text, Among.ANY, null));
    }

    /** The same as choices of a field. */
    List<Lookup.Choice> addressChoices(String text) {
        return addresses(text).stream()
                .map(hit -> new Lookup.Choice(String.valueOf(hit.id()), hit.label()))
                .toList();
    }

    private static List<Hit> shown(List<AddressHit> hits) {
        return hits.stream().map(Hit::of).toList();
    }

    /** Accepted, but worth a warning: it will be listed as overdue at once. */
    boolean plannedInThePast(ContactForm form) {
        if (!form.planned() || form.date() == null || form.time() == null) {
            return false;
        }
        try {
            return LocalDate.parse(form.date())
                    .atTime(LocalTime.parse(form.time()))
                    .isBefore(time.nowLocal().toLocalDateTime());
        } catch (DateTimeParseException notYetADate) {
            return false;
        }
    }

    static String label(AddressHit hit) {
        return joined(hit.name(), hit.company(), hit.town());
    }

    static String label(AddressView address) {
        return joined(address.displayName(), address.company(), address.town());
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(", "));
    }
}
