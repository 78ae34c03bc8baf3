package dev.rapport.address.web;

import dev.rapport.address.AddressKind;
import dev.rapport.address.FindAddresses;
import dev.rapport.address.FindAddresses.Among;
import dev.rapport.web.PaletteSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Addresses in the palette, found as everywhere (rule 4). */
@Component
class AddressTargets implements PaletteSource {

    private final FindAddresses findAddresses;

    AddressTargets(FindAddresses findAddresses) {
        this.findAddresses = findAddresses;
    }

    @Override
    public String title() {
        return "nav.addresses";
    }

    @Override
    public int position() {
        return 20;
    }

    @Override
    public String example() {
        return "/addresses/1";
    }

    @Override
    public List<Target> find(String query) {
        return findAddresses.find(query, Among.ANY, null).stream()
                .map(hit -> new Target(
                        "/addresses/" + hit.id(),
                        hit.kind() == AddressKind.COMPANY ? "building" : "person",
                        hit.name(),
                        Stream.of(hit.company(), hit.town())
                                .filter(part -> part != null && !part.isBlank())
                                .collect(Collectors.joining(", "))))
                .toList();
    }
}
