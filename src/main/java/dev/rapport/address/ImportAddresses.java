package dev.rapport.address;

import dev.rapport.shared.Texts;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes thousands of addresses in one statement, for the demonstration, whose first start would take minutes otherwise. What
 * comes is known to be in order: beyond what the database demands nothing is checked, but what nobody sees is taken out as at
 * every door.
 */
@Component
public class ImportAddresses {

    /** An address with an id from {@link #ids}. */
    public record Row(
            long id,
            AddressKind kind,
            @Nullable Long companyId,
            AddressFields fields,
            Instant createdAt,
            String createdBy) {}

    private final JdbcTemplate jdbc;

    ImportAddresses(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** As many ids as Hibernate would take for them from the sequence: it hands out fifty at a time. */
    public List<Long> ids(int count) {
        List<Long> ids = new ArrayList<>();
        while (ids.size() < count) {
            long last =
                    Objects.requireNonNull(jdbc.queryForObject("select nextval('rapport.address_id_seq')", Long.class));
            for (long id = last - 49; id <= last && ids.size() < count; id++) {
                if (id > 1) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    /** Companies before their contact persons. */
    public void add(List<Row> rows) {
        List<@Nullable Phone> phones = rows.stream()
                .map(row -> Phone.parse(row.fields.phone(), row.fields.country()))
                .toList();
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("""
                            insert into rapport.address (id, kind, company_id, name, first_name, role, street, postcode,
                                town, country, phone, phone_e164, phone_national, email, created_at, created_by,
                                updated_at, updated_by)
                            select *, created_at, created_by from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[],
                                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                                r (id, kind, company_id, name, first_name, role, street, postcode, town, country, phone,
                                   phone_e164, phone_national, email, created_at, created_by)""");
            List<Object[]> columns = List.of(
                    column(rows, Row::id),
                    column(rows, row -> row.kind.name()),
                    column(rows, Row::companyId),
                    column(rows, row -> visible(row.fields.name())),
                    column(rows, row -> visible(row.fields.firstName())),
                    column(rows, row -> visible(row.fields.role())),
                    column(rows, row -> visible(row.fields.street())),
                    column(rows, row -> visible(row.fields.postcode())),
                    column(rows, row -> visible(row.fields.town())),
                    column(rows, row -> row.fields.country()),
                    column(rows, row -> visible(row.fields.phone())),
                    column(phones, phone -> phone == null ? null : phone.e164()),
                    column(phones, phone -> phone == null ? null : phone.national()),
                    column(rows, row -> visible(row.fields.email())),
                    column(rows, row -> Timestamp.from(row.createdAt)),
                    column(rows, Row::createdBy));
            for (int i = 0; i < columns.size(); i++) {
                String type = switch (i) {
                    case 0, 2 -> "bigint";
                    case 14 -> "timestamptz";
                    default -> "text";
                };
                statement.setArray(i + 1, connection.createArrayOf(type, columns.get(i)));
            }
            return statement;
        });
    }

    private static @Nullable String visible(@Nullable String text) {
        return text == null ? null : Texts.tidy(text);
    }

    private static <T extends @Nullable Object> Object[] column(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream().map(value).toArray();
    }
}
