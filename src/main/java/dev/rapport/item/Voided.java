package dev.rapport.item;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That an item was entered by mistake (rule 23).
 *
 * @param by login
 * @param byName the login where nobody knows the name
 */
public record Voided(Instant at, String by, String byName, String reason) {

    /** Reads the columns {@code voided_at}, {@code voided_by}, {@code voided_by_name} and {@code void_reason}. */
    public static @Nullable Voided of(ResultSet row) throws SQLException {
        String by = row.getString("voided_by");
        if (by == null) {
            return null;
        }
        return new Voided(
                Objects.requireNonNull(row.getTimestamp("voided_at")).toInstant(),
                by,
                Objects.requireNonNullElse(row.getString("voided_by_name"), by),
                row.getString("void_reason"));
    }
}
