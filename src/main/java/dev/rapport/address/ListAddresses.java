package dev.rapport.address;

import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All companies and private persons in the order of their names, persons of one surname by their first names. */
@Service
public class ListAddresses {

    private final JdbcClient jdbc;

    ListAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(long id, String lastName, String firstName, AddressHit hit) {}

    /**
     * Lists companies and private persons by name.
     *
     * @param withInactive those too that nothing new may refer to
     */
    @Transactional(readOnly = true)
    public Page<AddressHit> list(boolean withInactive, @Nullable String after, @Nullable Integer limit) {
        int length = Page.limit(limit);
        Cursor cursor = Cursor.parse(after, 3);
        // the name alone is what the index begins with; only namesakes are sorted
        String behind = cursor == null ? "" : """
                and a.name collate "de-x-icu" >= :name
                and (a.name collate "de-x-icu", coalesce(a.first_name, '') collate "de-x-icu", a.id) > (:name, :first, :id)""";
        JdbcClient.StatementSpec statement = jdbc.sql("""
                        select %s, a.name as last_name, coalesce(a.first_name, '') as first_name
                        from rapport.address a left join rapport.address c on c.id = a.company_id
                        where a.company_id is null and (:withInactive or not a.inactive) %s
                        order by a.name collate "de-x-icu", coalesce(a.first_name, '') collate "de-x-icu", a.id limit :limit""".formatted(AddressHit.COLUMNS, behind))
                .param("limit", length + 1)
                .param("withInactive", withInactive);
        if (cursor != null) {
            statement = statement
                    .param("name", cursor.text(0))
                    .param("first", cursor.text(1))
                    .param("id", cursor.number(2));
        }
        var rows = statement
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        row.getString("last_name"),
                        row.getString("first_name"),
                        AddressHitBuilder.builder()
                                .id(row.getLong("id"))
                                .kind(AddressKind.valueOf(row.getString("kind")))
                                .name(row.getString("name"))
                                .town(row.getString("town"))
                                .phone(row.getString("phone"))
                                .email(row.getString("email"))
                                .role(row.getString("role"))
                                .inactive(row.getBoolean("inactive"))
                                .build()))
                .list();
        return Page.of(rows, length, row -> Cursor.of(row.lastName(), row.firstName(), row.id()))
                .map(Row::hit);
    }
}
