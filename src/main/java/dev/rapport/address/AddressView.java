package dev.rapport.address;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address as it is shown: with the name of its company, and detached from the database.
 *
 * @param inactiveAt when it was set inactive itself
 * @param inactive itself or its company
 */
@RecordBuilder
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
        String updatedBy,
        @Nullable Instant inactiveAt,
        @Nullable String inactiveBy,
        boolean inactive) {

    static AddressView of(Address address, @Nullable Address company) {
        return AddressViewBuilder.builder()
                .id(address.id())
                .version(address.version())
                .kind(address.kind())
                .companyId(address.companyId())
                .company(company == null ? null : company.name())
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
                .createdAt(address.createdAt())
                .createdBy(address.createdBy())
                .updatedAt(address.updatedAt())
                .updatedBy(address.updatedBy())
                .inactiveAt(address.inactiveAt())
                .inactiveBy(address.inactiveBy())
                .inactive(address.inactiveAt() != null || (company != null && company.inactiveAt() != null))
                .build();
    }

    public String displayName() {
        return Address.displayName(firstName, name);
    }
}
