package dev.rapport.address.web;

import dev.rapport.address.AddressChange;
import dev.rapport.address.AddressFields;
import dev.rapport.address.AddressKind;
import dev.rapport.address.AddressView;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;

/** What an address form holds, as it was typed. */
record AddressForm(
        @Nullable String kind,
        @Nullable Integer version,
        @Nullable String name,
        @Nullable String firstName,
        @Nullable String role,
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String town,
        @Nullable String country,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String notes) {

    /** An empty form for a company, with the name that somebody has looked for. */
    static AddressForm empty(@Nullable String name) {
        return new AddressForm("company", null, name, null, null, null, null, null, null, null, null, null);
    }

    static AddressForm of(AddressView address) {
        return new AddressForm(
                null,
                address.version(),
                address.name(),
                address.firstName(),
                address.role(),
                address.street(),
                address.postcode(),
                address.town(),
                address.country(),
                address.phone(),
                address.email(),
                address.notes());
    }

    AddressForm withVersion(int current) {
        return new AddressForm(
                kind, current, name, firstName, role, street, postcode, town, country, phone, email, notes);
    }

    /** Null for what is no kind; the use case refuses that. */
    @Nullable
    AddressKind addressKind() {
        if (kind == null) {
            return null;
        }
        return switch (kind) {
            case "company" -> AddressKind.COMPANY;
            case "private" -> AddressKind.PRIVATE;
            default -> null;
        };
    }

    AddressFields fields() {
        return new AddressFields(name, firstName, role, street, postcode, town, country, phone, email, notes);
    }

    /** Every field of the form; a form field that was not sent leaves the address as it is. */
    AddressChange change() {
        return new AddressChange(
                change(name),
                change(firstName),
                change(role),
                change(street),
                change(postcode),
                change(town),
                change(country),
                change(phone),
                change(email),
                change(notes));
    }

    private static Change<String> change(@Nullable String typed) {
        return typed == null ? Change.none() : Change.to(typed);
    }
}
