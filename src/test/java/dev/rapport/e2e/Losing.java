package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.support.BadNetwork;
import dev.rapport.support.BadNetwork.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Each request loses the database at one of its messages, and is sent again until it is known to be done. */
final class Losing implements Flow.Sender, AutoCloseable {

    private final RapportProcess rapport;
    private final BadNetwork network;
    private final State outage;
    private final Duration soon;
    private int message;
    private boolean lost;
    private long slowest;

    /**
     * @param network between the application and its database
     * @param soon how long an answer may take
     */
    Losing(RapportProcess rapport, BadNetwork network, State outage, Duration soon) {
        this.rapport = rapport;
        this.network = network;
        this.outage = outage;
        this.soon = soon;
    }

    /** At which message the requests from now on lose it. */
    void at(int next) {
        message = next;
        lost = false;
    }

    /** Whether any of them was long enough for that. */
    boolean hasLost() {
        return lost;
    }

    /** Milliseconds. */
    long slowest() {
        return slowest;
    }

    @Override
    public JsonNode create(String person, String path, Map<String, ?> body) {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return twice(() -> DemoApi.of(rapport, person).send("POST", path, body, key), 200, 201, 202);
    }

    /** Answered with a conflict, it was done the first time. */
    @Override
    public void send(String person, String method, String path, Map<String, ?> body) {
        twice(() -> DemoApi.of(rapport, person).send(method, path, body, Map.of()), 200, 204, 409);
    }

    @Override
    public JsonNode read(String path) {
        return again(() -> DemoApi.of(rapport, "anna").get(path), 200);
    }

    private JsonNode twice(Supplier<DemoApi.Answer> request, Integer... done) {
        try {
            network.turnsAfter(message, outage);
            long begin = System.nanoTime();
            DemoApi.Answer answer = request.get();
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            lost |= network.hasTurned();
            network.turns(State.WELL);
            slowest = Math.max(slowest, waited.toMillis());
            assertThat(answer.status())
                    .as("message %d: %s", message, answer.text())
                    .isIn(200, 201, 202, 204, 503);
            assertThat(waited).as("message %d, %s", message, outage).isLessThan(soon);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return again(request, done);
    }

    private static JsonNode again(Supplier<DemoApi.Answer> request, Integer... expected) {
        return await("well again")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(request::get, answer -> List.of(expected).contains(answer.status()))
                .json();
    }

    @Override
    public void close() throws IOException {
        network.turns(State.WELL);
    }
}
