package dev.rapport.address;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An address as it is shown: with the name of its company, and detached from the database. */
public record AddressView(
        long id,
        int version,
        AddressKind kind,
        @Nullable Long companyId,
        @Nullable String company,
        String name,
        @Nullable String firstName,
        @Nullable String role,
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String town,
        @Nullable String country,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String notes,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    static AddressView of(Address address, @Nullable String company) {
        return new AddressView(
                address.id(),
                address.version(),
                address.kind(),
                address.companyId(),
                company,
                address.name(),
                address.firstName(),
                address.role(),
                address.street(),
                address.postcode(),
                address.town(),
                address.country(),
                address.phone(),
                address.email(),
                address.notes(),
                address.createdAt(),
                address.createdBy(),
                address.updatedAt(),
                address.updatedBy());
    }

    public String displayName() {
        return Address.displayName(firstName, name);
    }
}
