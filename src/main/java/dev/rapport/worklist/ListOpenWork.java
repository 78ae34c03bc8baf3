package dev.rapport.worklist;

import dev.rapport.shared.CurrentUser;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The open contacts of the person at work: those he is responsible for, and his own that nobody is responsible for. */
@Service
public class ListOpenWork {

    /** One open contact. */
    public record Item(Long id, String number, Instant start, String subject, String whom) {}

    private static final int MOST = 10;

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;

    ListOpenWork(JdbcClient jdbc, CurrentUser currentUser) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
    }

    /** The next ten by start. */
    @Transactional(readOnly = true)
    public List<Item> next() {
        return jdbc.sql("""
                        select c.id, c.number, c.start_at, c.subject,
                               concat_ws(', ', p.name,
                                         a.name) as whom
                        from rapport.open_contact c
                        join rapport.address_card a on a.id = c.address_id
                        left join rapport.address_card p on p.id = c.contact_person_id
                        where c.in_charge = :user
                        order by c.start_at, c.id limit :most""")
                .param("user", currentUser.id())
                .param("most", MOST)
                .query((row, n) -> new Item(
                        row.getLong("id"),
                        row.getString("number"),
                        Objects.requireNonNull(row.getTimestamp("start_at")).toInstant(),
                        row.getString("subject"),
                        row.getString("whom")))
                .list();
    }
}
