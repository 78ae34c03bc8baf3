package dev.rapport.contact.web;

import dev.rapport.address.AddressHit;
import dev.rapport.address.AddressView;
import dev.rapport.address.FindAddresses;
import dev.rapport.address.FindAddresses.Among;
import dev.rapport.address.ReadAddress;
import dev.rapport.shared.Ids;
import dev.rapport.shared.SearchTerms;
import dev.rapport.web.Lookup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a contact can be about, as choices of a field: addresses and contact persons (rule 4). */
@Component
public class WhomChoices {

    private final FindAddresses findAddresses;
    private final ReadAddress readAddress;

    WhomChoices(FindAddresses findAddresses, ReadAddress readAddress) {
        this.findAddresses = findAddresses;
        this.readAddress = readAddress;
    }

    /** What a text may mean. */
    public List<Lookup.Choice> find(@Nullable String text) {
        return findAddresses.find(text, Among.ANY, null).stream()
                .map(hit -> new Lookup.Choice(String.valueOf(hit.id()), label(hit)))
                .toList();
    }

    /** Whether an address has every word that was typed. */
    public boolean fits(String id, SearchTerms words) {
        return findAddresses.fits(id, words);
    }

    /** The one with this id, if there is one. */
    public Optional<Lookup.Choice> chosen(@Nullable String id) {
        return Ids.parse(id)
                .flatMap(readAddress::find)
                .map(address -> new Lookup.Choice(String.valueOf(address.id()), label(address)));
    }

    /** What stands in the field once it is chosen. */
    public static String label(AddressHit hit) {
        return label(hit.name(), hit.company(), hit.town());
    }

    public static String label(AddressView address) {
        return label(address.displayName(), address.company(), address.town());
    }

    public static String label(@Nullable String name, @Nullable String company, @Nullable String town) {
        return Stream.of(name, company, town)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
