package dev.rapport.address;

import org.jspecify.annotations.Nullable;

/** What people type about an address, unchecked; {@link Address} checks it. */
public record AddressFields(
        @Nullable String name,
        @Nullable String firstName,
        @Nullable String role,
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String town,
        @Nullable String country,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String notes) {}
