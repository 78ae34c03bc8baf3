package dev.rapport.contact.web.create;

import dev.rapport.address.AddressHit;
import dev.rapport.address.AddressKind;
import dev.rapport.address.AddressView;
import dev.rapport.address.FindAddresses;
import dev.rapport.address.FindAddresses.Among;
import dev.rapport.address.ReadAddress;
import dev.rapport.contact.web.WhomChoices;
import dev.rapport.contact.web.create.Entry.PersonSearch;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.shared.SearchTerms;
import dev.rapport.web.Lookup;
import java.util.List;
import java.util.Locale;
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
                    WhomChoices.label(hit));
        }

        static Hit of(AddressView address) {
            return new Hit(
                    address.id(),
                    address.kind() == AddressKind.COMPANY,
                    address.displayName(),
                    joined(address.company(), address.town()),
                    address.phone(),
                    WhomChoices.label(address));
        }
    }

    /**
     * Contact persons of a company.
     *
     * @param first as many as a list of choices takes
     */
    record Persons(List<Hit> first, boolean more) {

        static final Persons NONE = new Persons(List.of(), false);
    }

    private final ContactTypes contactTypes;
    private final FindAddresses findAddresses;
    private final ReadAddress readAddress;

    ContactChoices(ContactTypes contactTypes, FindAddresses findAddresses, ReadAddress readAddress) {
        this.contactTypes = contactTypes;
        this.findAddresses = findAddresses;
        this.readAddress = readAddress;
    }

    List<Type> types(Locale locale) {
        return contactTypes.active().stream()
                .map(type -> new Type(type.code(), type.name(locale), type.needsDuration()))
                .toList();
    }

    /**
     * Contact persons: of the chosen company, or of all when nothing is chosen (rule 5). It opens with persons even if what
     * stands in the address field is no person's name.
     *
     * @param filter what was typed to search on; null when the search is opened
     */
    PersonSearch foundPersons(ContactForm form, @Nullable String filter) {
        AddressView company = chosenCompany(form);
        if (company != null) {
            return new PersonSearch(
                    shown(findAddresses
                            .contactPersons(company.id(), filter, null, Page.MAXIMUM_LIMIT)
                            .items()),
                    filter);
        }
        String query = filter == null ? form.lookedUp().text() : filter;
        List<AddressHit> hits = findAddresses.find(query, Among.PERSONS, null);
        return hits.isEmpty() && filter == null
                ? new PersonSearch(shown(findAddresses.find(null, Among.PERSONS, null)), null)
                : new PersonSearch(shown(hits), query);
    }

    /** Whom to choose on the page of a company (rule 7). */
    Persons persons(ContactForm form, @Nullable AddressView shown) {
        if (form.address() == null || shown == null || shown.kind() != AddressKind.COMPANY) {
            return Persons.NONE;
        }
        Page<AddressHit> persons = findAddresses.contactPersons(shown.id(), null, null, Page.MAXIMUM_LIMIT);
        return new Persons(withChosen(shown(persons.items()), form.typed("contactPersonId")), persons.next() != null);
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
        return Ids.parse(form.anyAddress()).flatMap(readAddress::find).orElse(null);
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

    /** Whether an address has every word that was typed. */
    boolean fits(String id, SearchTerms words) {
        return findAddresses.fits(id, words);
    }

    private static List<Hit> shown(List<AddressHit> hits) {
        return hits.stream().map(Hit::of).toList();
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(", "));
    }
}
