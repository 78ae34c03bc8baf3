package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LoginThrottleTest {

    private final LoginThrottle throttle = new LoginThrottle(3, 5, Duration.ofHours(1));

    @Test
    void countsFailuresOfOneAccountFromWhereverTheyCome() {
        throttle.failed("anna", "10.0.0.1");
        throttle.failed("ANNA ", "10.0.0.2");
        assertThat(throttle.allows("anna", "10.0.0.9")).isTrue();
        throttle.failed("anna", "10.0.0.3");

        assertThat(throttle.allows("anna", "10.0.0.9")).isFalse();
        assertThat(throttle.allows("ben", "10.0.0.9")).isTrue();
    }

    @Test
    void countsFailuresOfOneAddressWhateverTheAccount() {
        for (int i = 0; i < 5; i++) {
            throttle.failed("user" + i, "10.0.0.1");
        }

        assertThat(throttle.allows("anna", "10.0.0.1")).isFalse();
        assertThat(throttle.allows("anna", "10.0.0.2")).isTrue();
    }

    @Test
    void locksNobodyOutForGood() {
        LoginThrottle quick = new LoginThrottle(1, 1, Duration.ofNanos(1));
        quick.failed("anna", "10.0.0.1");

        assertThat(quick.allows("anna", "10.0.0.1")).isTrue();
    }
}
