package dev.rapport.calendar;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BaseUrl;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's own calendar feed: its secret address, a new one instead, none any more. */
@Service
public class CalendarFeeds {

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final BusinessTime time;
    private final BaseUrl baseUrl;
    private final AuditTrail audit;

    CalendarFeeds(JdbcClient jdbc, CurrentUser currentUser, BusinessTime time, BaseUrl baseUrl, AuditTrail audit) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.time = time;
        this.baseUrl = baseUrl;
        this.audit = audit;
    }

    /** Since when one's own feed has its address; empty when there is none. */
    @Transactional(readOnly = true)
    public Optional<Instant> since() {
        return jdbc.sql("select created_at from rapport.calendar_feed where user_id = :user")
                .param("user", currentUser.id())
                .query((row, n) -> row.getTimestamp("created_at").toInstant())
                .optional();
    }

    /**
     * Gives one's own feed an address; the one that it had leads nowhere from now on.
     *
     * @return the address. It is not kept and cannot be told again
     */
    @Transactional
    public String open() {
        String secret = FeedSecret.next();
        jdbc.sql("""
                        insert into rapport.calendar_feed (user_id, secret_hash, created_at) values (:user, :hash, :now)
                        on conflict (user_id) do update set secret_hash = excluded.secret_hash, created_at = excluded.created_at""")
                .param("user", currentUser.id())
                .param("hash", FeedSecret.hash(secret))
                .param("now", Timestamp.from(time.now()))
                .update();
        audit.changed(AuditTrail.USER, currentUser.id(), AuditTrail.CALENDAR_FEED, null, true);
        return baseUrl.of("/calendar/" + secret + ".ics");
    }

    /** Its address leads nowhere from now on; twice is once. */
    @Transactional
    public void close() {
        int closed = jdbc.sql("delete from rapport.calendar_feed where user_id = :user")
                .param("user", currentUser.id())
                .update();
        if (closed > 0) {
            audit.changed(AuditTrail.USER, currentUser.id(), AuditTrail.CALENDAR_FEED, true, false);
        }
    }
}
