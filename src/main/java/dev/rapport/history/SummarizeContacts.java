package dev.rapport.history;

import dev.rapport.shared.BusinessTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The two contacts that everybody asks for first: the last one with an address, and the next planned one. */
@Service
public class SummarizeContacts {

    /** One contact. */
    public record Brief(Long id, String subject, Instant start, boolean overdue) {}

    /** Null where there is none. */
    public record Summary(@Nullable Brief last, @Nullable Brief next) {}

    private record Row(boolean planned, Brief brief) {}

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
                        (select id, subject, start_at, false as planned from rapport.contact_entry
                         where %1$s = :id and status = 'PERFORMED' order by start_at desc, id desc limit 1)
                        union all
                        (select id, subject, start_at, true as planned from rapport.contact_entry
                         where %1$s = :id and status = 'PLANNED' order by start_at, id limit 1)""".formatted(with))
                .param("id", addressId)
                .query((row, n) -> {
                    Instant start = row.getTimestamp("start_at").toInstant();
                    boolean planned = row.getBoolean("planned");
                    return new Row(
                            planned,
                            new Brief(
                                    row.getLong("id"),
                                    row.getString("subject"),
                                    start,
                                    planned && start.isBefore(time.now())));
                })
                .list();
        return new Summary(brief(rows, false), brief(rows, true));
    }

    private static @Nullable Brief brief(List<Row> rows, boolean planned) {
        return rows.stream()
                .filter(row -> row.planned == planned)
                .map(Row::brief)
                .findFirst()
                .orElse(null);
    }
}
