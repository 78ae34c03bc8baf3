package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.FuzzedRequests;
import dev.rapport.support.FuzzedRequests.Request;
import dev.rapport.support.OpenApi;
import dev.rapport.support.Suites;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Everything that the OpenAPI document names, whatever that is by now, with generated requests of everybody: each is answered
 * as documented or refused with a problem document (RFC 9457, {@code api.md}), and no answer shows what is inside. Say
 * {@code -Drapport.seed=} for the same requests again.
 */
@IntegrationTest
class ApiFuzzTest {

    private static final int REQUESTS = Suites.LONG ? 20_000 : 1_500;

    private static final long SEED = Long.getLong("rapport.seed", System.nanoTime());

    /** Nobody is the anonymous one. */
    private static final String NOBODY = "nobody";

    private static final List<String> WHO =
            List.of("anna", "anna", "anna", "maria", "maria", "maria", "maria", "paul", "paul", "sabine", NOBODY);

    /** Mends what other tests have broken. */
    private static final Set<String> LEFT_OUT = Set.of("POST /api/consistency/repair");

    /** What is sent has none of it. */
    private static final Pattern INSIDE = Pattern.compile(
            "[A-Za-z]Exception\\b|\\b(org|java|javax|jakarta|tools|com)\\.[a-z]+\\.|dev\\.rapport|\\tat |PSQL|SQLSTATE"
                    + "|\\b(select|insert into|update) [a-z_.]+ |\\bact_(ru|re|hi|id|ge)_|rapport\\.[a-z_]+\\b(?<!rapport\\.example)|Hibernate|Jackson");

    @Autowired
    private Api api;

    @Autowired
    private OpenApi openApi;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void whateverIsSentIsAnsweredAsDocumentedOrRefused() {
        List<String> operations = new ArrayList<>(openApi.operations());
        assertThat(operations).containsAll(LEFT_OUT).hasSizeGreaterThan(30);
        operations.removeAll(LEFT_OUT);
        FuzzedRequests requests = new FuzzedRequests(openApi, SEED);
        begin(requests);

        Random random = new Random(SEED);
        Map<Integer, Integer> statuses = new TreeMap<>();
        Set<String> welcome = new TreeSet<>();
        Set<String> faults = new LinkedHashSet<>();
        long slowest = 0;
        for (int n = 0; n < REQUESTS; n++) {
            String operation = operations.get(n % operations.size());
            String user = WHO.get(random.nextInt(WHO.size()));
            Request request = requests.next(operation);
            long begin = System.nanoTime();
            Answer answer;
            try {
                answer = send(user, request);
            } catch (IllegalStateException e) {
                if (request.isTooLarge()) {
                    // refused before it has been read as a whole; whoever still sends may hear nothing but the end
                    continue;
                }
                faults.add(requestName(user, request) + "\n  is not answered: " + e.getMessage());
                continue;
            }
            slowest = Math.max(slowest, System.nanoTime() - begin);
            statuses.merge(answer.status(), 1, Integer::sum);
            if (answer.status() < 300) {
                welcome.add(operation);
            }
            fault(request, answer, user).ifPresent(fault -> faults.add(requestName(user, request) + "\n  " + fault));
            requests.learn(request, answer);
        }
        Suites.figures("fuzz", """
                | requests | operations | of them answered with 2xx | statuses | slowest in ms | faults |
                |---|---|---|---|---|---|
                | %d | %d | %d | %s | %d | %d |
                """.formatted(
                        REQUESTS,
                        operations.size(),
                        welcome.size(),
                        statuses,
                        Duration.ofNanos(slowest).toMillis(),
                        faults.size()));
        assertThat(faults).as("-Drapport.seed=" + SEED).isEmpty();
        // it gets somewhere: who only sends what is refused at the door tests the door
        assertThat(welcome.size()).as("-Drapport.seed=%d: %s", SEED, welcome).isGreaterThan(operations.size() / 3);
        assertThat(Duration.ofNanos(slowest)).as("-Drapport.seed=" + SEED).isLessThan(Duration.ofSeconds(10));
    }

    private static String requestName(String user, Request request) {
        return request + " of " + user;
    }

    private Answer send(String user, Request request) {
        Api sender = user.equals(NOBODY) ? api : api.as(user);
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            sender = sender.with(header.getKey(), header.getValue());
        }
        return sender.send(request.operation().replaceAll(" .*", ""), request.path(), request.body());
    }

    private java.util.Optional<String> fault(Request request, Answer answer, String user) {
        String told = answer.status() + " " + answer.header("Content-Type") + " "
                + answer.text().substring(0, Math.min(answer.text().length(), 500));
        if (answer.status() >= 500 || answer.status() / 100 == 3) {
            return java.util.Optional.of("answered with " + told);
        }
        Matcher inside = INSIDE.matcher(answer.text());
        if (inside.find()) {
            return java.util.Optional.of("says " + inside.group() + ": " + told);
        }
        if (user.equals(NOBODY) && answer.status() < 300) {
            return java.util.Optional.of("says something to everybody: " + told);
        }
        try {
            if (answer.status() < 300) {
                openApi.check(request.operation(), null, answer);
            } else {
                assertProblem(answer);
            }
            return java.util.Optional.empty();
        } catch (AssertionError e) {
            return java.util.Optional.of(e.getMessage() + ": " + told);
        }
    }

    private static void assertProblem(Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        for (String text : List.of("type", "title", "detail")) {
            assertThat(problem.path(text).asString("")).as(text).isNotEmpty();
        }
        assertThat(problem.path("errors").isArray()).as("errors").isTrue();
        for (JsonNode error : problem.path("errors")) {
            for (String text : List.of("field", "code", "message")) {
                assertThat(error.path(text).isString()).as("errors/" + text).isTrue();
            }
        }
    }

    /** Something of what most of it is about. */
    private void begin(FuzzedRequests requests) {
        String start = LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(7) + "T10:00";
        JsonNode company =
                created(requests, "/api/addresses", Map.of("kind", "company", "name", "Fuzz GmbH", "town", "Ulm"));
        JsonNode person = created(
                requests,
                "/api/addresses/" + company.path("id") + "/contact-persons",
                Map.of("name", "Fuzz", "role", "Einkauf"));
        JsonNode campaign = created(requests, "/api/campaigns", Map.of("title", "Fuzz " + SEED, "from", "2026-01-01"));
        Map<String, Object> contact = new HashMap<>(Map.of(
                "addressId",
                company.path("id").asLong(),
                "contactPersonId",
                person.path("id").asLong(),
                "campaignId",
                campaign.path("id").asLong(),
                "type",
                "CALL",
                "direction",
                "OUTGOING",
                "status",
                "PLANNED",
                "start",
                start,
                "duration",
                "00:00",
                "reminder",
                true,
                "subject",
                "Fuzz"));
        contact.put("reminderLead", "PT1H");
        created(requests, "/api/contacts", contact);
        created(
                requests,
                "/api/measures",
                Map.of("subject", "Fuzz", "campaignId", campaign.path("id").asLong()));
    }

    private JsonNode created(FuzzedRequests requests, String path, Map<String, Object> body) {
        Answer answer = api.as("maria").post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        requests.learn(new Request("POST " + path, path, Map.of(), null), answer);
        return answer.json();
    }
}
