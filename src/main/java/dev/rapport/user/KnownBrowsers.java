package dev.rapport.user;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rapport.shared.BusinessTime;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows again a browser in which somebody has logged in. What the browser keeps is one signed token for each account, which says
 * nothing but a number; it opens no door, it only has its failures counted apart. Another password and signing out
 * everywhere make it worthless.
 */
@Component
public class KnownBrowsers {

    /** How long a browser is known after its last login. */
    public static final Duration KNOWN = Duration.ofDays(180);

    /** How long one key signs. It is read as long as something that it signed may still be valid. */
    private static final Duration SIGNS = Duration.ofDays(90);

    /** More accounts than share a browser; the one longest unused is forgotten first. */
    private static final int ACCOUNTS = 5;

    private static final String MAC = "HmacSHA256";

    private static final String TOKENS = "~";

    /** Key, number of the browser, time until which it counts, signature. */
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,9})\\.([\\w-]{22})\\.(\\d{1,12})\\.([\\w-]{43})");

    private final JdbcClient jdbc;
    private final BusinessTime time;
    private final SecureRandom random = new SecureRandom();

    /** A key that another node has just made is known here after a minute: until then its browsers are strangers. */
    private final LoadingCache<String, List<Key>> keys =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build(all -> load());

    KnownBrowsers(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    private record Key(int id, SecretKey secret, Instant madeAt) {}

    /**
     * What a browser keeps from now on.
     *
     * @param kept what it has kept so far
     */
    public String remember(@Nullable String kept, String account, int signOuts) {
        byte[] number = new byte[16];
        random.nextBytes(number);
        Key key = signing();
        String browser = Base64.getUrlEncoder().withoutPadding().encodeToString(number);
        String until = Long.toString(time.now().plus(KNOWN).getEpochSecond());
        List<String> tokens = new ArrayList<>();
        tokens.add(String.join(
                ".", Integer.toString(key.id()), browser, until, sign(key, account, signOuts, browser, until)));
        for (String other : split(kept)) {
            if (tokens.size() < ACCOUNTS && browser(other, account, signOuts).isEmpty()) {
                tokens.add(other);
            }
        }
        return String.join(TOKENS, tokens);
    }

    /** The number of the browser, if somebody has logged in to this account in it since all were signed out. */
    public Optional<String> recognize(@Nullable String kept, String account, int signOuts) {
        return split(kept).stream()
                .flatMap(token -> browser(token, account, signOuts).stream())
                .findFirst();
    }

    private Optional<String> browser(String token, String account, int signOuts) {
        var parts = TOKEN.matcher(token);
        if (!parts.matches() || Long.parseLong(parts.group(3)) < time.now().getEpochSecond()) {
            return Optional.empty();
        }
        int id = Integer.parseInt(parts.group(1));
        return keys.get("").stream()
                .filter(key -> key.id() == id)
                .filter(key -> MessageDigest.isEqual(
                        sign(key, account, signOuts, parts.group(2), parts.group(3))
                                .getBytes(StandardCharsets.US_ASCII),
                        parts.group(4).getBytes(StandardCharsets.US_ASCII)))
                .map(key -> parts.group(2))
                .findFirst();
    }

    /** Whatever else the cookie holds came from elsewhere. */
    private static List<String> split(@Nullable String kept) {
        return kept == null || kept.length() > 2000
                ? List.of()
                : Pattern.compile(TOKENS)
                        .splitAsStream(kept)
                        .filter(token -> TOKEN.matcher(token).matches())
                        .limit(ACCOUNTS)
                        .toList();
    }

    private Key signing() {
        Instant oldest = time.now().minus(SIGNS);
        return newest(oldest).orElseGet(() -> {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            jdbc.sql("insert into rapport.login_key (secret, made_at) values (:secret, :now)")
                    .param("secret", secret)
                    .param("now", Timestamp.from(time.now()))
                    .update();
            jdbc.sql("delete from rapport.login_key where made_at < :limit")
                    .param("limit", Timestamp.from(time.now().minus(SIGNS).minus(KNOWN)))
                    .update();
            keys.invalidateAll();
            return newest(oldest).orElseThrow();
        });
    }

    private Optional<Key> newest(Instant oldest) {
        return keys.get("").stream().filter(key -> key.madeAt().isAfter(oldest)).findFirst();
    }

    private List<Key> load() {
        return jdbc.sql("select id, secret, made_at from rapport.login_key order by id desc")
                .query((row, n) -> new Key(
                        row.getInt(1),
                        new SecretKeySpec(row.getBytes(2), MAC),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    private static String sign(Key key, String account, int signOuts, String browser, String until) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key.secret());
            // only the account may hold a line break, and it is last
            String signed = String.join("\n", "known browser", Integer.toString(signOuts), browser, until, account);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
