package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a request may wait for the database. */
@Tag("fast")
class RequestThreadTest {

    private static final Duration WHOLE = Duration.ofMillis(1_600);

    private final RequestThread request = RequestThread.answering(null, System.nanoTime());

    @AfterEach
    void isAnswered() {
        RequestThread.done();
    }

    @Test
    void hasAllItsPatienceForEveryWaitWhileTheDatabaseAnswers() {
        request.uses(connection(false));

        assertThat(request.patience(WHOLE)).isEqualTo(WHOLE);
        assertThat(request.patience(WHOLE)).isEqualTo(WHOLE);
    }

    @Test
    void sharesWhatIsLeftOnceItHasWaitedInVain() {
        request.hasWaitedInVain(ago(Duration.ofMillis(1_400)));

        assertThat(request.patience(WHOLE)).isBetween(Duration.ZERO, Duration.ofMillis(200));
        request.hasWaitedInVain(System.nanoTime());
        assertThat(request.patience(WHOLE)).as("the first one counts").isLessThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void hasNothingLeftAfterThat() {
        request.hasWaitedInVain(ago(Duration.ofSeconds(3)));

        assertThat(request.patience(WHOLE)).isZero();
    }

    @Test
    void noticesThatAConnectionOfItsBroke() {
        request.uses(connection(false));
        request.uses(connection(true));

        assertThat(request.patience(WHOLE)).isLessThan(WHOLE).isPositive();
    }

    @Test
    void isTheSameWhenItComesByForThePageOfAnError() {
        request.hasWaitedInVain(ago(Duration.ofSeconds(3)));
        RequestThread.done();

        assertThat(RequestThread.current()).isNull();
        assertThat(RequestThread.answering(request, System.nanoTime()).patience(WHOLE))
                .isZero();
        RequestThread.done();
        assertThat(RequestThread.answering(null, System.nanoTime()).patience(WHOLE))
                .isEqualTo(WHOLE);
    }

    @Test
    void whoWaitedForItsTurnBehindOneThatWasLetDownHasWhatIsLeftOfTheSameTime() {
        long arrived = ago(Duration.ofSeconds(1));
        request.hasWaitedInVain(ago(Duration.ofSeconds(2)));
        RequestThread.done();

        assertThat(RequestThread.answering(null, arrived).patience(WHOLE))
                .isBetween(Duration.ofMillis(1), Duration.ofMillis(600));
        RequestThread.done();
        assertThat(RequestThread.answering(null, System.nanoTime()).patience(WHOLE))
                .as("came later")
                .isEqualTo(WHOLE);
    }

    /** The switch of the test above: who waited as long, and the database only took its time. */
    @Test
    void whoWaitedForItsTurnWhileTheDatabaseAnsweredHasAllItsPatience() {
        long arrived = System.nanoTime();
        request.uses(connection(false));
        request.hasWaited(ago(Duration.ofSeconds(1)));
        RequestThread.done();

        assertThat(RequestThread.answering(null, arrived).patience(WHOLE)).isEqualTo(WHOLE);
    }

    @Test
    void whoWasOnlyWarnedWarnsNobody() {
        long arrived = ago(Duration.ofSeconds(1));
        request.uses(connection(true));
        RequestThread.done();
        long between = System.nanoTime();
        RequestThread.answering(null, arrived);
        RequestThread.done();

        assertThat(RequestThread.answering(null, between).patience(WHOLE)).isEqualTo(WHOLE);
    }

    private static long ago(Duration time) {
        return System.nanoTime() - time.toNanos();
    }

    private static Connection connection(boolean closed) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isClosed")) {
                        return closed;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
