package dev.rapport.support;

import dev.rapport.shared.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Moves the whole application in time: {@link BusinessTime} and the engine's clock together. Both go on ticking. After
 * each test {@link ClockReset} puts them back, because all tests share one application.
 */
@Component
@Profile("test")
public class Clock {

    private final BusinessTime time;
    private Duration moved = Duration.ZERO;

    Clock(BusinessTime time) {
        this.time = time;
    }

    public void moveTo(Instant instant) {
        advance(Duration.between(time.now(), instant));
    }

    /** A wall-clock time of the business zone, e.g. {@code 2027-03-27T09:00}. */
    public void moveTo(String local) {
        moveTo(at(local));
    }

    public void advance(Duration amount) {
        time.shift(amount);
        moved = moved.plus(amount);
        ClockUtil.offset(moved.toMillis());
    }

    /** The instant of a wall-clock time of the business zone. */
    public Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(time.zone()).toInstant();
    }

    public ZonedDateTime now() {
        return time.nowLocal();
    }

    public void reset() {
        time.shift(moved.negated());
        moved = Duration.ZERO;
        ClockUtil.reset();
    }
}
