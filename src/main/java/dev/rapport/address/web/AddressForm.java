package dev.rapport.address.web;

import dev.rapport.address.AddressChange;
import dev.rapport.address.AddressChangeBuilder;
import dev.rapport.address.AddressFields;
import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.AddressKind;
import dev.rapport.address.AddressView;
import dev.rapport.shared.Change;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an address form holds, as it was typed.
 *
 * @param idempotencyKey sent along so that a double click creates one address
 */
@RecordBuilder
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
        return AddressFormBuilder.builder()
                .idempotencyKey(newKey())
                .kind("company")
                .name(name)
                .build();
    }

    static AddressForm of(AddressView address) {
        return AddressFormBuilder.builder()
                .version(address.version())
                .name(address.name())
                .firstName(address.firstName())
                .role(address.role())
                .street(address.street())
                .postcode(address.postcode())
                .town(address.town())
                .country(address.country())
                .phone(address.phone())
                .email(address.email())
                .notes(address.notes())
                .build();
    }

    AddressForm withVersion(int current) {
        return with(idempotencyKey, current);
    }

    /** What is sent next is another request, even with the same fields. */
    AddressForm withNewKey() {
        return with(newKey(), version);
    }

    private AddressForm with(@Nullable String key, @Nullable Integer current) {
        return AddressFormBuilder.builder(this)
                .idempotencyKey(key)
                .version(current)
                .build();
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
        return AddressFieldsBuilder.builder()
                .name(name)
                .firstName(firstName)
                .role(role)
                .street(street)
                .postcode(postcode)
                .town(town)
                .country(country)
                .phone(phone)
                .email(email)
                .notes(notes)
                .build();
    }

    /** Every field of the form; a form field that was not sent leaves the address as it is. */
    AddressChange change() {
        return AddressChangeBuilder.builder()
                .name(change(name))
                .firstName(change(firstName))
                .role(change(role))
                .street(change(street))
                .postcode(change(postcode))
                .town(change(town))
                .country(change(country))
                .phone(change(phone))
                .email(change(email))
                .notes(change(notes))
                .build();
    }

    private static Change<String> change(@Nullable String typed) {
        return typed == null ? Change.none() : Change.to(typed);
    }
}
