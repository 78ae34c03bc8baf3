package dev.rapport.user;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: failures are counted by account, known or not, and by client address. Whoever has used them up
 * waits until some have come back; nobody is locked out for good. Per node, in memory.
 */
@Component
public class LoginThrottle {

    static final int FAILURES_PER_ACCOUNT = 10;
    static final int FAILURES_PER_ADDRESS = 100;

    /** In this time all failures come back, one after the other. */
    static final Duration RECOVERY = Duration.ofMinutes(5);

    private final LoadingCache<String, Bucket> accounts;
    private final LoadingCache<String, Bucket> addresses;

    @Autowired
    LoginThrottle() {
        this(FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS, RECOVERY);
    }

    LoginThrottle(int failuresPerAccount, int failuresPerAddress, Duration recovery) {
        this.accounts = buckets(failuresPerAccount, recovery);
        this.addresses = buckets(failuresPerAddress, recovery);
    }

    /** Whether a login may be tried now; if not, not even the right password is looked at. */
    public boolean allows(String account, String address) {
        return accounts.get(normal(account)).getAvailableTokens() > 0
                && addresses.get(address).getAvailableTokens() > 0;
    }

    public void failed(String account, String address) {
        accounts.get(normal(account)).tryConsumeAsMuchAsPossible(1);
        addresses.get(address).tryConsumeAsMuchAsPossible(1);
    }

    private static String normal(String account) {
        String lower = account.strip().toLowerCase(Locale.ROOT);
        return lower.length() <= 100 ? lower : lower.substring(0, 100);
    }

    private static LoadingCache<String, Bucket> buckets(int capacity, Duration recovery) {
        return Caffeine.newBuilder()
                // bounded: guessing with ever new names must not fill the memory
                .maximumSize(100_000)
                .expireAfterAccess(recovery)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, recovery))
                        .build());
    }
}
