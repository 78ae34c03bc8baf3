package dev.rapport.address;

import dev.rapport.shared.Change;

/** Which fields of an address change, and to what. */
public record AddressChange(
        Change<String> name,
        Change<String> firstName,
        Change<String> role,
        Change<String> street,
        Change<String> postcode,
        Change<String> town,
        Change<String> country,
        Change<String> phone,
        Change<String> email,
        Change<String> notes) {

    /** Another name or e-mail address of a person. */
    public static AddressChange ofPerson(Change<String> firstName, Change<String> name, Change<String> email) {
        return new AddressChange(
                name,
                firstName,
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                email,
                Change.none());
    }

    AddressFields appliedTo(AddressFields current) {
        return new AddressFields(
                name.or(current.name()),
                firstName.or(current.firstName()),
                role.or(current.role()),
                street.or(current.street()),
                postcode.or(current.postcode()),
                town.or(current.town()),
                country.or(current.country()),
                phone.or(current.phone()),
                email.or(current.email()),
                notes.or(current.notes()));
    }
}
