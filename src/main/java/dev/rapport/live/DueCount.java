package dev.rapport.live;

import dev.rapport.shared.BusinessTime;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * How many contacts wait for a person now: open ones in that person's charge whose reminder has fallen due, or whose start
 * has passed.
 */
@Service
public class DueCount {

    private final JdbcClient jdbc;
    private final BusinessTime time;

    DueCount(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** For each of the users. */
    public Map<String, Integer> of(Collection<String> users) {
        Map<String, Integer> counts = new HashMap<>();
        users.forEach(user -> counts.put(user, 0));
        jdbc.sql("""
                        select c.in_charge, count(*) as due
                        from rapport.open_contact c join rapport.contact_reminder r on r.contact_id = c.id
                        where c.in_charge = any(:users) and (r.due_at <= :now or c.start_at <= :now)
                        group by c.in_charge""")
                .param("users", users.toArray(new String[0]))
                .param("now", Timestamp.from(time.now()))
                .query(row -> {
                    counts.put(row.getString("in_charge"), row.getInt("due"));
                });
        return counts;
    }
}
