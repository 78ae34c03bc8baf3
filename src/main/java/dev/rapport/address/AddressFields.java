package dev.rapport.address;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people type about an address, unchecked; {@link Address} checks it. */
@RecordBuilder
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
        @Nullable String notes) {

    /** The fields by their names. */
    Map<String, @Nullable String> byName() {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("firstName", firstName);
        fields.put("role", role);
        fields.put("street", street);
        fields.put("postcode", postcode);
        fields.put("town", town);
        fields.put("country", country);
        fields.put("phone", phone);
        fields.put("email", email);
        fields.put("notes", notes);
        return fields;
    }
}
