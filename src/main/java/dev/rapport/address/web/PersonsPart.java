package dev.rapport.address.web;

import dev.rapport.address.AddressKind;
import dev.rapport.address.AddressView;
import dev.rapport.address.FindAddresses;
import dev.rapport.web.WebPart;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Only companies have contact persons. */
@Component
class PersonsPart implements WebPart {

    private final FindAddresses findAddresses;

    PersonsPart(FindAddresses findAddresses) {
        this.findAddresses = findAddresses;
    }

    @Override
    public String page() {
        return "address";
    }

    @Override
    public String id() {
        return "persons";
    }

    @Override
    public String title() {
        return "address.persons";
    }

    @Override
    public Column column() {
        return Column.SIDE;
    }

    @Override
    public int position() {
        return 20;
    }

    @Override
    public String view() {
        return "address/persons";
    }

    @Override
    public @Nullable Map<String, Object> content(Subject subject) {
        if (!(subject.page().get("address") instanceof AddressView address) || address.kind() != AddressKind.COMPANY) {
            return null;
        }
        String filter = subject.parameters().get("persons");
        Persons persons = Persons.of(findAddresses.contactPersons(subject.id(), filter, null, null), filter);
        return Map.of("persons", subject.parameters().containsKey("add") ? persons.opened() : persons);
    }
}
