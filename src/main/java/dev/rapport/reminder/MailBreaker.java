package dev.rapport.reminder;

import dev.rapport.reminder.MailFailure.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;

/**
 * Leaves a mail server alone that could not be reached several times in a row, and asks it with a single mail from time to
 * time. Each node has its own view of the server.
 */
@Component
class MailBreaker {

    private static final int IN_A_ROW = 3;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    final CircuitBreaker circuit = CircuitBreaker.of(
            "mail",
            CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(IN_A_ROW)
                    .minimumNumberOfCalls(IN_A_ROW)
                    .failureRateThreshold(100)
                    .waitDurationInOpenState(PAUSE)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    // a recipient whom the server does not know says nothing about the server
                    .recordException(thrown -> thrown instanceof MailException failure
                            && MailFailure.of(failure).kind() == Kind.UNREACHABLE)
                    .build());

    /** Whether a mail may be tried now. What became of it is to be told afterwards, whatever it was. */
    boolean allows() {
        return circuit.tryAcquirePermission();
    }

    /** There was nothing to send after all. */
    void unused() {
        circuit.releasePermission();
    }

    void sent() {
        circuit.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void failed(Exception thrown) {
        circuit.onError(0, TimeUnit.NANOSECONDS, thrown);
    }

    /** Whether the server is left alone at the moment. */
    boolean open() {
        return circuit.getState() == State.OPEN;
    }

    /** Somebody says that it is worth a try. */
    void tryAgain() {
        if (open()) {
            circuit.transitionToHalfOpenState();
        }
    }
}
