package dev.rapport.user;

import dev.rapport.shared.BusinessTime;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing without letting anybody lock out somebody else (ADR 42). Each try is counted before the password is looked
 * at and given back when it was right, so tries at the same time count like tries one after the other. Known and unknown
 * accounts are counted alike, on all nodes together.
 */
@Component
public class LoginThrottle {

    /** How many failures there may be, and in which time all of them are forgotten, one after the other. */
    enum Limit {
        /** Of one browser that has logged in to this account before: nobody else's failures count. */
        BROWSER(10, Duration.ofMinutes(5)),
        /** Of one account from one address. */
        PAIR(10, Duration.ofMinutes(5)),
        /**
         * Of one account from all addresses from which it has never logged in. More than the pairs' share of the same time, so
         * that one address alone, however patient, never uses it up.
         */
        STRANGERS(60, Duration.ofMinutes(15)),
        /**
         * Of one address with all accounts that have never logged in from there, beyond {@link #FREE} failures for each: so
         * many people can mistype behind one address, but trying many passwords of many people ends soon.
         */
        ADDRESS(100, Duration.ofMinutes(5));

        private final int failures;
        private final Duration forgotten;
        private final Duration step;

        Limit(int failures, Duration forgotten) {
            this.failures = failures;
            this.forgotten = forgotten;
            this.step = forgotten.dividedBy(failures);
        }

        int failures() {
            return failures;
        }

        Duration forgotten() {
            return forgotten;
        }
    }

    /** Tries of one account from one address that do not count for the address. */
    static final int FREE = 3;

    /** How long an address is remembered from which somebody has logged in. */
    private static final Duration PLACE_KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final BusinessTime time;

    LoginThrottle(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * A try that has been counted.
     *
     * @param known whether it comes from a browser or address from which the account has logged in before
     */
    public record Reservation(boolean known, List<Count> counts) {}

    /** What has been counted, and how far it moved the time. */
    record Count(String key, Duration step) {}

    /**
     * Counts a try.
     *
     * @param browser number of the browser if it has logged in to this account before
     * @return empty when there have been too many; then not even the right password is looked at
     */
    public Optional<Reservation> reserve(String account, String address, @Nullable String browser) {
        String user = normal(account);
        if (browser != null) {
            return take(Limit.BROWSER, user, browser).map(taken -> new Reservation(true, List.of(taken.count())));
        }
        String from = network(address);
        Optional<Taken> pair = take(Limit.PAIR, user, from);
        if (pair.isEmpty()) {
            return Optional.empty();
        }
        List<Count> counts = new ArrayList<>(List.of(pair.get().count()));
        if (isPlace(user, from)) {
            return Optional.of(new Reservation(true, counts));
        }
        boolean allowed =
                take(Limit.STRANGERS, user).map(Taken::count).map(counts::add).orElse(false)
                        && (pair.get().failures() <= FREE
                                || take(Limit.ADDRESS, from)
                                        .map(Taken::count)
                                        .map(counts::add)
                                        .orElse(false));
        Reservation reservation = new Reservation(false, counts);
        if (!allowed) {
            giveBack(reservation);
            return Optional.empty();
        }
        return Optional.of(reservation);
    }

    /** Whether a try would be counted still. Writes nothing: for what is to be looked at without being counted. */
    public boolean allows(String account, String address) {
        Limit limit = Limit.PAIR;
        return jdbc.sql("""
                        select not exists (select from rapport.login_count
                                           where key = :key and forgotten_at > :last and forgotten_at <= :impossible)""")
                .param("key", key(limit.name(), normal(account), network(address)))
                .param("last", Timestamp.from(time.now().plus(limit.forgotten).minus(limit.step)))
                .param("impossible", Timestamp.from(time.now().plus(limit.forgotten.multipliedBy(2))))
                .query(Boolean.class)
                .single();
    }

    /** The try was a right one, or has not been looked at. */
    public void giveBack(Reservation reservation) {
        for (Count count : reservation.counts()) {
            jdbc.sql(
                            "update rapport.login_count set forgotten_at = forgotten_at - cast(:step as float8) * interval '1 ms' where key = :key")
                    .param("step", count.step().toMillis())
                    .param("key", count.key())
                    .update();
        }
    }

    /** Somebody has logged in from there. Writes once a day at most. */
    public void welcome(String account, String address) {
        Instant now = time.now();
        jdbc.sql("""
                        insert into rapport.login_place as known (key, seen_at) values (:key, :now)
                        on conflict (key) do update set seen_at = excluded.seen_at
                        where known.seen_at < excluded.seen_at - interval '1 day'""")
                .param("key", key("PLACE", normal(account), network(address)))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Forgets what counts no more, so that guessing with ever new names fills nothing. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    public void forgetOld() {
        jdbc.sql("delete from rapport.login_count where forgotten_at < :now")
                .param("now", Timestamp.from(time.now()))
                .update();
        jdbc.sql("delete from rapport.login_place where seen_at < :limit")
                .param("limit", Timestamp.from(time.now().minus(PLACE_KEPT)))
                .update();
    }

    /** What has been counted, and how many failures that makes. */
    private record Taken(Count count, long failures) {}

    /**
     * Counts one more unless that is too many: a row is locked for the time of this statement and no longer. A time further
     * ahead than a limit allows comes from a clock that was put back, and counts as forgotten.
     */
    private Optional<Taken> take(Limit limit, String... of) {
        String key = key(limit.name(), of);
        Instant now = time.now();
        return jdbc.sql("""
                        insert into rapport.login_count as c (key, forgotten_at) values (:key, :first)
                        on conflict (key) do update set forgotten_at =
                            case when c.forgotten_at > :impossible then :now else greatest(c.forgotten_at, :now) end
                            + cast(:step as float8) * interval '1 ms'
                        where c.forgotten_at > :impossible or greatest(c.forgotten_at, :now) + cast(:step as float8) * interval '1 ms' <= :last
                        returning forgotten_at""")
                .param("key", key)
                .param("now", Timestamp.from(now))
                .param("first", Timestamp.from(now.plus(limit.step)))
                .param("step", limit.step.toMillis())
                .param("last", Timestamp.from(now.plus(limit.forgotten)))
                .param("impossible", Timestamp.from(now.plus(limit.forgotten.multipliedBy(2))))
                .query(Timestamp.class)
                .optional()
                .map(until -> new Taken(
                        new Count(key, limit.step),
                        // rounded up: what has been forgotten in part has not been forgotten
                        (Duration.between(now, until.toInstant()).toMillis() + limit.step.toMillis() - 1)
                                / limit.step.toMillis()));
    }

    private boolean isPlace(String user, String from) {
        return jdbc.sql("select exists (select from rapport.login_place where key = :key)")
                .param("key", key("PLACE", user, from))
                .query(Boolean.class)
                .single();
    }

    /** Of the whole name: a longer one must not be counted as another. */
    private static String normal(String account) {
        return account.strip().toLowerCase(Locale.ROOT);
    }

    /** What one customer of a provider has: one IPv4 address, 2^64 of IPv6. */
    static String network(String address) {
        if (!address.matches("[0-9a-fA-F:.]+(%.*)?") || address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress literal = InetAddress.getByName(address.replaceFirst("%.*", ""));
            return literal instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(literal.getAddress(), 8))
                    : literal.getHostAddress();
        } catch (UnknownHostException e) {
            // no address at all, and still the same one each time
            return address;
        }
    }

    private static String key(String kind, String... of) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(kind.getBytes(StandardCharsets.UTF_8));
            for (String part : of) {
                digest.update((byte) 0xff); // occurs in no UTF-8
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
