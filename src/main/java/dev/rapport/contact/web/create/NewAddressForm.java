package dev.rapport.contact.web.create;

import dev.rapport.address.AddressFields;
import dev.rapport.address.AddressKind;
import org.jspecify.annotations.Nullable;

/**
 * The part of the form where an address that is not there yet is typed (rule 2).
 *
 * @param newKind company, private person, or contact person of the chosen company
 */
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
        return new NewAddressForm(companyChosen ? "PERSON" : "COMPANY", name, null, null, null, null, null, null, null);
    }

    boolean person() {
        return "PERSON".equals(newKind);
    }

    AddressKind kind() {
        return "PRIVATE".equals(newKind) ? AddressKind.PRIVATE : AddressKind.COMPANY;
    }

    AddressFields fields() {
        return person()
                ? new AddressFields(newName, newFirstName, newRole, null, null, null, null, newPhone, newEmail, null)
                : new AddressFields(
                        newName,
                        kind() == AddressKind.PRIVATE ? newFirstName : null,
                        null,
                        newStreet,
                        newPostcode,
                        newTown,
                        null,
                        newPhone,
                        newEmail,
                        null);
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
