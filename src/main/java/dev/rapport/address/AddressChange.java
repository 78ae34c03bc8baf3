package dev.rapport.address;

import dev.rapport.shared.Change;
import io.soabase.recordbuilder.core.RecordBuilder;

/** Which fields of an address change, and to what. */
@RecordBuilder
public record AddressChange(
        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> name,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> firstName,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> role,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> street,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> postcode,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> town,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> country,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> phone,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> email,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> notes) {

    /** Another name or e-mail address of a person. */
    public static AddressChange ofPerson(Change<String> firstName, Change<String> name, Change<String> email) {
        return AddressChangeBuilder.builder()
                .name(name)
                .firstName(firstName)
                .email(email)
                .build();
    }

    AddressFields appliedTo(AddressFields current) {
        return AddressFieldsBuilder.builder()
                .name(name.or(current.name()))
                .firstName(firstName.or(current.firstName()))
                .role(role.or(current.role()))
                .street(street.or(current.street()))
                .postcode(postcode.or(current.postcode()))
                .town(town.or(current.town()))
                .country(country.or(current.country()))
                .phone(phone.or(current.phone()))
                .email(email.or(current.email()))
                .notes(notes.or(current.notes()))
                .build();
    }
}
