package dev.rapport.calendar;

import dev.rapport.calendar.ReadEvents.Range;
import dev.rapport.shared.BaseUrl;
import dev.rapport.shared.BusinessTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.Period;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * What a feed's address leads to. Programs ask for it all day and hardly ever is there something new: whether there is says one
 * statement, and only then it is written, with a second one.
 */
@Service
public class ReadFeed {

    /** Programs that read seldom have taken out by then what is cancelled. */
    private static final Period CANCELLED_FOR = Period.ofDays(30);

    /** What should have been done before that is in the list of reminders; nobody looks for it in a calendar. */
    private static final Period OVERDUE_FOR = Period.ofDays(365);

    /** To be counted up when events are written differently: what programs hold is old then. */
    private static final int EDITION = 1;

    /**
     * Somebody's feed as it is now.
     *
     * @param tag another one whenever the feed says something else, on every node the same
     */
    public record Feed(String person, Locale locale, Instant now, String tag) {}

    private final JdbcClient jdbc;
    private final ReadEvents events;
    private final WriteCalendar write;
    private final BusinessTime time;
    private final BaseUrl baseUrl;

    ReadFeed(JdbcClient jdbc, ReadEvents events, WriteCalendar write, BusinessTime time, BaseUrl baseUrl) {
        this.jdbc = jdbc;
        this.events = events;
        this.write = write;
        this.time = time;
        this.baseUrl = baseUrl;
    }

    /** Empty for a secret that is none, or none any more, and for somebody who may not read contacts now. */
    public Optional<Feed> find(String secret) {
        if (!FeedSecret.plausible(secret)) {
            return Optional.empty();
        }
        Instant now = time.now();
        return jdbc.sql("""
                        select f.user_id, coalesce(w.locale, 'de') as locale, m.mark
                        from rapport.calendar_feed f
                        join rapport.user_card w on w.user_id = f.user_id
                        cross join lateral %s m (mark)
                        where f.secret_hash = :hash and rapport.reads_contacts(f.user_id)""".formatted(ReadEvents.mark("f.user_id")))
                .param("hash", FeedSecret.hash(secret))
                .param("from", Timestamp.from(since(now, OVERDUE_FOR)))
                .param("settledSince", Timestamp.from(since(now, CANCELLED_FOR)))
                .query((row, n) -> new Feed(
                        row.getString("user_id"),
                        Locale.forLanguageTag(row.getString("locale")),
                        now,
                        tag(row.getString("mark"), row.getString("locale"))))
                .optional();
    }

    /** The calendar itself, in UTF-8. */
    public byte[] write(Feed feed) {
        Range range = new Range(feed.person(), since(feed.now(), OVERDUE_FOR), since(feed.now(), CANCELLED_FOR));
        return write.feed(events.of(range, feed.locale()), feed.locale());
    }

    private Instant since(Instant now, Period period) {
        return now.atZone(time.zone()).minus(period).toInstant();
    }

    private String tag(String mark, String locale) {
        String said = String.join(" ", mark, locale, baseUrl.of(""), String.valueOf(EDITION));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
