package dev.rapport.contact.process;

import dev.rapport.address.Address;
import dev.rapport.address.AddressKind;
import dev.rapport.address.Addresses;
import dev.rapport.contact.Contact;
import dev.rapport.contact.Direction;
import dev.rapport.contact.ReadContact;
import dev.rapport.contacttype.ContactType;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.engine.LookAhead;
import dev.rapport.engine.ModelVariable;
import dev.rapport.item.ItemStatus;
import dev.rapport.item.process.FactsOfItem;
import dev.rapport.shared.BusinessTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What models may ask of a contact. */
@Component
class ContactFacts extends FactsOfItem<Contact> {

    private static final String TYPE = "type";
    private static final String DIRECTION = "direction";
    private static final String ADDRESS_KIND = "addressKind";
    private static final String CONTACT_PERSON = "contactPersonId";
    private static final String DURATION = "durationMinutes";

    private final ReadContact readContact;
    private final Addresses addresses;
    private final ContactTypes types;
    private final ReportedContact reported;

    ContactFacts(
            ReadContact readContact,
            Addresses addresses,
            ContactTypes types,
            ReportedContact reported,
            BusinessTime time) {
        super(ContactModel.KEY, time);
        this.readContact = readContact;
        this.addresses = addresses;
        this.types = types;
        this.reported = reported;
    }

    @Override
    protected Contact item(Long id) {
        return readContact.read(id);
    }

    @Override
    protected List<ModelVariable> own() {
        return List.of(
                ModelVariable.code(
                        TYPE,
                        types.all().stream()
                                .map(ContactType::code)
                                .collect(Collectors.toCollection(LinkedHashSet::new))),
                code(DIRECTION, Direction.values()),
                // whoever is spoken to at a company is its contact person
                code(ADDRESS_KIND, AddressKind.COMPANY, AddressKind.PRIVATE),
                ModelVariable.number(CONTACT_PERSON),
                ModelVariable.number(DURATION));
    }

    @Override
    protected @Nullable Object own(Contact contact, String fact, VariableScope scope) {
        return switch (fact) {
            case TYPE -> contact.type();
            case DIRECTION -> contact.direction().name();
            case ADDRESS_KIND ->
                addresses
                        .findById(contact.addressId())
                        .map(Address::kind)
                        .map(Enum::name)
                        .orElseThrow();
            case CONTACT_PERSON -> contact.contactPersonId();
            case DURATION -> duration(contact, scope);
            default -> throw new IllegalArgumentException("A contact has no " + fact);
        };
    }

    /** An open one took as long as somebody has said; what is no duration is refused where it is recorded. */
    private long duration(Contact contact, VariableScope scope) {
        if (contact.status() != ItemStatus.PLANNED) {
            return contact.duration().toMinutes();
        }
        if (!reported.isReported(scope)) {
            LookAhead.end();
        }
        LocalTime took = reported.said(contact.id(), scope).took();
        return took == null ? 0 : took.get(ChronoField.MINUTE_OF_DAY);
    }
}
