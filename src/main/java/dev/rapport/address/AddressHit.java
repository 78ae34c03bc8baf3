package dev.rapport.address;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An address as search results and choices show it.
 *
 * @param name first and last name, or the company's name
 * @param inactive itself or its company: nothing new may refer to it
 * @param town its own, or that of its company
 */
@RecordBuilder
public record AddressHit(
        long id,
        AddressKind kind,
        String name,
        @Nullable Long companyId,
        @Nullable String company,
        @Nullable String town,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String role,
        boolean inactive) {

    /** Columns of a query over {@code rapport.address a left join rapport.address c}, the company. */
    static final String COLUMNS = """
            a.id, a.kind, rapport.display_name(a.first_name, a.name) as name, a.company_id, c.name as company,
            coalesce(a.town, c.town) as town, a.phone, a.email, a.role, a.inactive""";

    /** Of a row with these columns. */
    static AddressHit of(ResultSet row) throws SQLException {
        return AddressHitBuilder.builder()
                .id(row.getLong("id"))
                .kind(AddressKind.valueOf(row.getString("kind")))
                .name(row.getString("name"))
                .companyId(row.getObject("company_id", Long.class))
                .company(row.getString("company"))
                .town(row.getString("town"))
                .phone(row.getString("phone"))
                .email(row.getString("email"))
                .role(row.getString("role"))
                .inactive(row.getBoolean("inactive"))
                .build();
    }
}
