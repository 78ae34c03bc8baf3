package dev.rapport.history;

import dev.rapport.shared.BusinessTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The contacts that everybody asks for first: the last one with an address, the next planned one, and what is overdue. */
@Service
public class SummarizeContacts {

    /** One contact. */
    public record Brief(Long id, String subject, Instant start) {}

    /**
     * Null where there is none.
     *
     * @param last performed one
     * @param overdue planned one whose start has passed, the oldest
     * @param next planned one that lies ahead
     */
    public record Summary(
            @Nullable Brief last,
            @Nullable Brief overdue,
            @Nullable Brief next) {}

    private record Row(String which, Brief brief) {}

    private final JdbcClient jdbc;
    private final BusinessTime time;

    SummarizeContacts(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Summarizes the contacts with an address.
     *
     * @param person whether it is a contact person: then only the contacts with this very person count
     */
    @Transactional(readOnly = true)
    public Summary of(Long addressId, boolean person) {
        String with = person ? "contact_person_id" : "address_id";
        List<Row> rows = jdbc.sql("""
                        (select 'last' as which, id, subject, start_at from rapport.contact_entry
                         where %1$s = :id and status = 'PERFORMED'
                         -- a piece of an index: what is planned stands in front of what is closed
                         order by (status = 'PLANNED') desc, start_at desc, id desc limit 1)
                        union all
                        (select 'overdue', id, subject, start_at from rapport.contact_entry
                         where %1$s = :id and status = 'PLANNED' and start_at < :now order by start_at, id limit 1)
                        union all
                        (select 'next', id, subject, start_at from rapport.contact_entry
                         where %1$s = :id and status = 'PLANNED' and start_at >= :now order by start_at, id limit 1)""".formatted(with))
                .param("id", addressId)
                .param("now", Timestamp.from(time.now()))
                .query((row, n) -> new Row(
                        row.getString("which"),
                        new Brief(
                                row.getLong("id"),
                                row.getString("subject"),
                                row.getTimestamp("start_at").toInstant())))
                .list();
        return new Summary(brief(rows, "last"), brief(rows, "overdue"), brief(rows, "next"));
    }

    private static @Nullable Brief brief(List<Row> rows, String which) {
        return rows.stream()
                .filter(row -> row.which.equals(which))
                .map(Row::brief)
                .findFirst()
                .orElse(null);
    }
}
