package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Clock;
import dev.rapport.user.LoginThrottle.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class LoginThrottleTest {

    private static final String HERE = "198.51.100.1";
    private static final String THERE = "203.0.113.9";

    private final String anna = "anna" + UUID.randomUUID();

    @Autowired
    private LoginThrottle throttle;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private boolean tries(String account, String address) {
        return throttle.reserve(account, address, null).isPresent();
    }

    private int triesUntilRefused(String account, String address) {
        int tries = 0;
        while (tries < 1000 && tries(account, address)) {
            tries++;
        }
        return tries;
    }

    @Test
    void nobodyLocksSomebodyOutFromAnotherAddress() {
        assertThat(triesUntilRefused(anna, THERE)).isEqualTo(Limit.PAIR.failures());
        for (int i = 0; i < 500; i++) {
            assertThat(tries(anna, THERE)).isFalse();
        }
        assertThat(tries(anna, HERE)).isTrue();
        assertThat(tries(" " + anna.toUpperCase(java.util.Locale.ROOT), THERE))
                .as("the same account in other letters")
                .isFalse();
    }

    /** A hundred failures behind one address, and the hundred and first colleague gets in. */
    @Test
    void anOfficeIsNotLockedOutByOneOfThem() {
        for (int i = 0; i < 400; i++) {
            tries("user" + i + anna, HERE);
            tries("user" + i + anna, HERE);
            tries("user" + i + anna, HERE);
            tries("user" + i + anna, HERE);
        }
        assertThat(tries(anna, HERE)).isTrue();
        assertThat(triesUntilRefused("ben" + anna, HERE))
                .as("but spraying passwords over accounts is worth little there")
                .isEqualTo(LoginThrottle.FREE);
        assertThat(triesUntilRefused("ben" + anna, THERE)).isEqualTo(Limit.PAIR.failures());
    }

    @Test
    void guessingFromManyAddressesEndsForStrangersOnly() {
        throttle.welcome(anna, HERE);
        int guesses = 0;
        for (int i = 0; i < 200; i++) {
            for (int each = 0; each < 2; each++) {
                guesses += tries(anna, "192.0.2." + i) ? 1 : 0;
            }
        }
        assertThat(guesses).isEqualTo(Limit.STRANGERS.failures());
        assertThat(tries(anna, THERE)).as("a stranger").isFalse();
        assertThat(tries(anna, HERE)).as("where she has logged in before").isTrue();
        assertThat(throttle.reserve(anna, THERE, "browser"))
                .as("a known browser")
                .isPresent();
    }

    /** For hours, as often as is allowed. */
    @Test
    void onePatientGuesserDoesNotUseUpEverybodyElsesTries() {
        for (int i = 0; i < 500; i++) {
            triesUntilRefused(anna, THERE);
            clock.advance(Duration.ofSeconds(30));
        }
        assertThat(tries(anna, HERE)).isTrue();
    }

    @Test
    void aKnownBrowserHasItsOwnCount() {
        triesUntilRefused(anna, HERE);
        for (int i = 0; i < Limit.BROWSER.failures(); i++) {
            assertThat(throttle.reserve(anna, HERE, "hers")).isPresent();
        }
        assertThat(throttle.reserve(anna, HERE, "hers")).isEmpty();
        assertThat(throttle.reserve(anna, HERE, "another")).isPresent();
    }

    @Test
    void triesAtTheSameTimeCountLikeTriesOneAfterTheOther() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> guesses = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                guesses.add(() -> tries(anna, THERE));
            }
            int allowed = 0;
            for (var guess : threads.invokeAll(guesses)) {
                allowed += guess.get() ? 1 : 0;
            }
            assertThat(allowed).isEqualTo(Limit.PAIR.failures());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRightPasswordGivesTheTryBack() {
        for (int i = 0; i < 50; i++) {
            throttle.giveBack(throttle.reserve(anna, HERE, null).orElseThrow());
        }
        assertThat(triesUntilRefused(anna, HERE)).isEqualTo(Limit.PAIR.failures());
    }

    @Test
    void failuresAreForgottenOneAfterTheOther() {
        triesUntilRefused(anna, HERE);
        clock.advance(Duration.ofSeconds(31));
        assertThat(triesUntilRefused(anna, HERE)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(6));
        assertThat(triesUntilRefused(anna, HERE)).isEqualTo(Limit.PAIR.failures());
    }

    @Test
    void aClockThatIsPutBackLocksNobodyOut() {
        clock.advance(Duration.ofHours(3));
        triesUntilRefused(anna, HERE);
        clock.advance(Duration.ofHours(-3));

        assertThat(tries(anna, HERE)).isTrue();
    }

    @Test
    void whatCountsNoMoreIsDeleted() {
        triesUntilRefused(anna, HERE);
        throttle.welcome(anna, HERE);
        throttle.forgetOld();
        assertThat(counts()).isGreaterThan(0);
        assertThat(places()).isGreaterThan(0);

        clock.advance(Duration.ofMinutes(16));
        throttle.forgetOld();
        assertThat(counts()).isZero();
        assertThat(places()).isGreaterThan(0);

        clock.advance(Duration.ofDays(91));
        throttle.forgetOld();
        assertThat(places()).isZero();
    }

    /** What scripts send with each request must not become a write with each request. */
    @Test
    void whereSomebodyLogsInIsWrittenOnceADay() {
        throttle.welcome(anna, HERE);
        String written = "select string_agg(xmin::text, ',') from rapport.login_place";
        String before = jdbc.sql(written).query(String.class).single();
        throttle.welcome(anna, HERE);
        assertThat(jdbc.sql(written).query(String.class).single()).isEqualTo(before);

        clock.advance(Duration.ofHours(25));
        throttle.welcome(anna, HERE);
        assertThat(jdbc.sql(written).query(String.class).single()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::1, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "fe80::1%eth0, fe80::2%eth1, true",
        "unknown, unknown, true",
        "':', ':', true"
    })
    void ofIpv6AWholeNetworkIsOneAddress(String one, String other, boolean same) {
        assertThat(LoginThrottle.network(one).equals(LoginThrottle.network(other)))
                .isEqualTo(same);
    }

    private long counts() {
        return jdbc.sql("select count(*) from rapport.login_count")
                .query(Long.class)
                .single();
    }

    private long places() {
        return jdbc.sql("select count(*) from rapport.login_place")
                .query(Long.class)
                .single();
    }
}
