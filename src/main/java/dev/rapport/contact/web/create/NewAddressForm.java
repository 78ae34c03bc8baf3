package dev.rapport.contact.web.create;

import dev.rapport.address.AddressFields;
import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.AddressKind;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The part of the form where an address that is not there yet is typed (rule 2).
 *
 * @param newKind company, private person, or contact person of the chosen company
 */
@RecordBuilder
record NewAddressForm(
        @Nullable String newKind,
        @Nullable String newName,
        @Nullable String newFirstName,
        @Nullable String newRole,
        @Nullable String newStreet,
        @Nullable String newPostcode,
        @Nullable String newTown,
        @Nullable String newPhone,
        @Nullable String newEmail) {

    static NewAddressForm empty(boolean companyChosen, @Nullable String name) {
        return NewAddressFormBuilder.builder()
                .newKind(companyChosen ? "PERSON" : "COMPANY")
                .newName(name)
                .build();
    }

    boolean person() {
        return "PERSON".equals(newKind);
    }

    AddressKind kind() {
        return "PRIVATE".equals(newKind) ? AddressKind.PRIVATE : AddressKind.COMPANY;
    }

    AddressFields fields() {
        return person()
                ? AddressFieldsBuilder.builder()
                        .name(newName)
                        .firstName(newFirstName)
                        .role(newRole)
                        .phone(newPhone)
                        .email(newEmail)
                        .build()
                : AddressFieldsBuilder.builder()
                        .name(newName)
                        .firstName(kind() == AddressKind.PRIVATE ? newFirstName : null)
                        .street(newStreet)
                        .postcode(newPostcode)
                        .town(newTown)
                        .phone(newPhone)
                        .email(newEmail)
                        .build();
    }

    /** What to look for to find the same address, should it be there already. */
    String searched() {
        String name = newName == null ? "" : newName.strip().split("\\s+", 2)[0];
        String second = newFirstName != null && !newFirstName.isBlank() && !"COMPANY".equals(newKind)
                ? newFirstName
                : newTown != null && !person() ? newTown : "";
        return name + " " + second.strip();
    }
}
