package dev.rapport.address.web;

import dev.rapport.address.AddressChange;
import dev.rapport.address.AddressFields;
import dev.rapport.address.AddressKind;
import dev.rapport.address.AddressView;
import dev.rapport.shared.Change;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an address form holds, as it was typed.
 *
 * @param idempotencyKey sent along so that a double click creates one address
 */
record AddressForm(
        @Nullable String idempotencyKey,
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
        return new AddressForm(newKey(), "company", null, name, null, null, null, null, null, null, null, null, null);
    }

    static AddressForm of(AddressView address) {
        return new AddressForm(
                null,
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
        return with(idempotencyKey, current);
    }

    /** What is sent next is another request, even with the same fields. */
    AddressForm withNewKey() {
        return with(newKey(), version);
    }

    private AddressForm with(@Nullable String key, @Nullable Integer current) {
        return new AddressForm(
                key, kind, current, name, firstName, role, street, postcode, town, country, phone, email, notes);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
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
