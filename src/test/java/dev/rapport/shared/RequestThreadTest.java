package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a request may wait for the database. */
@Tag("fast")
class RequestThreadTest {

    private static final Duration WHOLE = Duration.ofMillis(2_200);

    private final RequestThread request = RequestThread.answering(null);

    @AfterEach
    void isAnswered() {
        RequestThread.done();
    }

    @Test
    void hasAllItsPatienceForEveryWaitWhileTheDatabaseAnswers() throws SQLException {
        request.uses(connection(false));

        assertThat(request.patience(WHOLE)).isEqualTo(WHOLE);
        assertThat(request.patience(WHOLE)).isEqualTo(WHOLE);
    }

    @Test
    void sharesWhatIsLeftOnceItHasWaitedInVain() throws SQLException {
        request.hasWaitedInVain(ago(Duration.ofSeconds(2)));

        assertThat(request.patience(WHOLE)).isBetween(Duration.ZERO, Duration.ofMillis(200));
        request.hasWaitedInVain(System.nanoTime());
        assertThat(request.patience(WHOLE)).as("the first one counts").isLessThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void hasNothingLeftAfterThat() throws SQLException {
        request.hasWaitedInVain(ago(Duration.ofSeconds(3)));

        assertThat(request.patience(WHOLE)).isZero();
    }

    @Test
    void noticesThatAConnectionOfItsBroke() throws SQLException {
        request.uses(connection(false));
        request.uses(connection(true));

        assertThat(request.patience(WHOLE)).isLessThan(WHOLE).isPositive();
    }

    @Test
    void isTheSameWhenItComesByForThePageOfAnError() throws SQLException {
        request.hasWaitedInVain(ago(Duration.ofSeconds(3)));
        RequestThread.done();

        assertThat(RequestThread.current()).isNull();
        assertThat(RequestThread.answering(request).patience(WHOLE)).isZero();
        RequestThread.done();
        assertThat(RequestThread.answering(null).patience(WHOLE)).isEqualTo(WHOLE);
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
