package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.support.BadNetwork;
import dev.rapport.support.BadNetwork.State;
import dev.rapport.support.Session;
import dev.rapport.support.Suites;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node whose database is reached through a network that hangs, cuts, refuses or says nothing: between the statements of a
 * request, within one and at its commit. Whoever asks for whatever is answered within three seconds and told so; and a
 * database that lives is not said to be away.
 */
@EndToEndTest(ownApplication = true)
class OutageIT {

    private static final Logger log = LoggerFactory.getLogger(OutageIT.class);

    /** About two on a machine that has nothing else to do. */
    private static final Duration SOON = Duration.ofSeconds(3);

    /** More than may work at once, and less than one address may ask for. */
    private static final int CROWD = 90;

    private static final Map<String, Long> slowest = new LinkedHashMap<>();

    private static DemoDatabase database;
    private static BadNetwork network;
    private static RapportProcess rapport;
    private static Session anna;
    private static Session paul;
    private static Map<String, Object> draft;

    @BeforeAll
    static void start() throws IOException {
        database = DemoDatabase.start("outage-database");
        network = new BadNetwork(database.port());
        rapport = RapportProcess.start("outage", database.environment(network.port()));
        anna = session("anna");
        paul = session("paul").header("Authorization", basic("paul"));
        draft = DemoApi.of(rapport, "anna").draft("Ausfall", Map.of());
        everythingAnswers();
    }

    @AfterAll
    static void stop() throws IOException {
        network.turns(State.WELL);
        rapport.close();
        network.close();
        database.close();
        StringBuilder figures = new StringBuilder("| outage | slowest answer in ms |\n|---|---|\n");
        slowest.forEach((what, millis) -> figures.append("| %s | %d |%n".formatted(what, millis)));
        Suites.figures("outage", figures.toString());
    }

    /** One of each kind that is answered in a way of its own. */
    private static Map<String, Supplier<HttpResponse<String>>> requests() {
        Map<String, Supplier<HttpResponse<String>>> requests = new LinkedHashMap<>();
        requests.put("page", () -> anna.get("/"));
        requests.put(
                "form",
                () -> anna.form(
                        "/addresses",
                        Map.of("kind", "company", "name", "Ausfall GmbH", "town", "Ulm", "phone", "0731 4711")));
        requests.put("API", () -> anna.get("/api/addresses?q=gmbh"));
        requests.put("API POST", () -> anna.json("POST", "/api/contacts", json()));
        requests.put("Tasklist", () -> anna.json("POST", "/camunda/api/engine/engine/default/task?maxResults=5", "{}"));
        requests.put("engine-rest", () -> paul.get("/engine-rest/process-definition?maxResults=5"));
        requests.put("login", () -> session().login("ben", Browser.PASSWORD));
        return requests;
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "WELL", mode = EnumSource.Mode.EXCLUDE)
    void isSaidWithinThreeSecondsToWhoeverAsks(State outage) throws Exception {
        network.turns(outage);
        try {
            assertAway("before it is asked, " + outage, answers(requests(), () -> {}));
            assertAway("asked again, " + outage, answers(requests(), () -> {}));
        } finally {
            network.turns(State.WELL);
        }
        everythingAnswers();
    }

    /** Whoever waits for a turn meanwhile waits behind those that wait in vain, and then not as long once more. */
    @Test
    void isSaidWithinThreeSecondsToACrowd() throws Exception {
        Map<String, Supplier<HttpResponse<String>>> crowd = new LinkedHashMap<>();
        for (int i = 0; i < CROWD; i++) {
            crowd.put("page " + i, () -> anna.get("/"));
        }
        network.turns(State.HANGS);
        try {
            assertAway("before " + CROWD + " ask at once, HANGS", answers(crowd, () -> {}));
        } finally {
            network.turns(State.WELL);
        }
        everythingAnswers();
    }

    /** All of them with {@code -Drapport.long=true}; a connection that is cut is cut, whatever becomes of the next. */
    static List<State> outages() {
        return Suites.LONG
                ? List.of(State.HANGS, State.CUTS, State.REFUSES, State.SAYS_NOTHING)
                : List.of(State.HANGS, State.CUTS);
    }

    /** The statements wait for a lock when it happens, and so do those that have not begun. */
    @ParameterizedTest
    @MethodSource("outages")
    void isSaidWithinThreeSecondsInMidStatement(State outage) throws Exception {
        Map<String, Supplier<HttpResponse<String>>> requests = requests();
        requests.keySet().retainAll(List.of("page", "API", "API POST", "form", "Tasklist", "engine-rest"));
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "lock table rapport.contact, rapport.address, act_ru_task, act_re_procdef in access exclusive mode");
            try {
                assertAway("in mid-statement, " + outage, answers(requests, () -> network.turns(outage)));
            } finally {
                connection.rollback();
                network.turns(State.WELL);
            }
        }
        everythingAnswers();
    }

    @ParameterizedTest
    @MethodSource("outages")
    void isSaidWithinThreeSecondsAtCommit(State outage) throws Exception {
        String subject = "Commit " + UUID.randomUUID();
        try (Connection connection = database.dataSource().getConnection()) {
            execute(connection, """
                    create function slow_commit() returns trigger language plpgsql as $$
                    begin if new.subject like 'Commit %' then perform pg_sleep(1); end if; return null; end $$""");
            execute(
                    connection,
                    "create constraint trigger slow_commit after insert on rapport.contact deferrable initially deferred"
                            + " for each row execute function public.slow_commit()");
            try {
                assertAway(
                        "at commit, " + outage,
                        answers(
                                Map.of("API POST", () -> anna.json("POST", "/api/contacts", json(subject))),
                                () -> network.turns(outage)));
            } finally {
                network.turns(State.WELL);
                execute(connection, "drop function slow_commit() cascade");
            }
        }
        everythingAnswers();
    }

    /** All of them at every message with {@code -Drapport.long=true}; in the build at a few, and one that hangs. */
    static Stream<Arguments> flows() {
        return Stream.of(Flow.values())
                .flatMap(flow -> Stream.of(State.CUTS, State.HANGS)
                        .filter(outage -> Suites.LONG || outage == State.CUTS || flow == Flow.CONTACT)
                        .map(outage -> Arguments.of(flow, outage)));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void isDoneOnceWhereverTheDatabaseWasLost(Flow flow, State outage) throws Exception {
        String test = flow + " " + UUID.randomUUID();
        int step = Suites.LONG ? 1 : flow == Flow.CONTACT && outage == State.CUTS ? 8 : 25;
        int places = 0;
        try (Losing losing = new Losing(rapport, network, outage, SOON);
                Connection connection = database.dataSource().getConnection();
                PreparedStatement done = connection.prepareStatement(flow.done())) {
            do {
                String name = test + " " + places;
                losing.at(1 + places * step);
                flow.run(losing, draft, name);
                places++;
                done.setString(1, name);
                try (ResultSet found = done.executeQuery()) {
                    found.next();
                    assertThat(found.getLong(1)).as(name).isOne();
                }
            } while (losing.hasLost());
            slowest.put("at %d messages of %s, %s".formatted(places, flow, outage), losing.slowest());
        }
        assertThat(places).as("there are more messages than that").isGreaterThan(Suites.LONG ? 10 : 1);
        assertThat(DemoApi.of(rapport, "paul")
                        .get("/api/consistency")
                        .expect(200)
                        .path("items"))
                .isEmpty();
    }

    /** The switch of this test: the same wait, and the database lives. */
    @Test
    void aDatabaseThatOnlyTakesTooLongIsNotSaidToBeAway() throws Exception {
        Map<String, Supplier<HttpResponse<String>>> requests = requests();
        requests.keySet().retainAll(List.of("page", "API", "API POST", "form", "Tasklist", "engine-rest"));
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "lock table rapport.contact, rapport.address, act_ru_task, act_re_procdef in access exclusive mode");
            Map<String, Answer> answers = answers(requests, () -> {});
            connection.rollback();
            answers.forEach((request, answer) -> {
                assertThat(answer.response().statusCode()).as(request).isEqualTo(503);
                assertThat(answer.response().body())
                        .as(request)
                        .contains("zu lange")
                        .doesNotContain("Datenbank nicht");
                assertThat(answer.waited()).as(request).isLessThan(SOON);
            });
        }
        // the connections are the same, and as good as ever
        everythingAnswers();
    }

    @ParameterizedTest
    @CsvSource({
        "57014, 503, zu lange",
        "55P03, 409, jemand anders",
        "40P01, 409, jemand anders",
        "40001, 409, jemand anders",
        "53100, 503, Platz oder Speicher",
        "58030, 500, Nummer",
        "57P01, 503, Datenbank nicht"
    })
    void whatTheDatabaseSaysIsToldAsWhatItIs(String state, int status, String sentence) throws Exception {
        String subject = "Zustand " + state + " " + UUID.randomUUID();
        try (Connection connection = database.dataSource().getConnection()) {
            execute(connection, """
                    create function state_of_test() returns trigger language plpgsql as $$
                    begin
                      if new.subject like 'Zustand %%' then raise exception 'of a test' using errcode = '%s'; end if;
                      return null;
                    end $$""".formatted(state));
            execute(
                    connection,
                    "create trigger state_of_test after insert on rapport.contact"
                            + " for each row execute function public.state_of_test()");
            try {
                HttpResponse<String> answer = anna.json("POST", "/api/contacts", json(subject));
                assertThat(answer.statusCode()).isEqualTo(status);
                assertThat(answer.body()).contains(sentence).doesNotContain("SQL", "of a test");
            } finally {
                execute(connection, "drop function state_of_test() cascade");
            }
        }
    }

    private record Answer(HttpResponse<String> response, Duration waited) {}

    private interface Event {
        void happens() throws IOException;
    }

    /** Asks for all of it at once; the event comes when everything is under way. Times are counted from it. */
    private static Map<String, Answer> answers(Map<String, Supplier<HttpResponse<String>>> requests, Event event)
            throws Exception {
        ExecutorService people = Executors.newCachedThreadPool();
        try {
            Map<String, Future<Answer>> underWay = new LinkedHashMap<>();
            requests.forEach((name, request) -> underWay.put(name, people.submit(() -> {
                long begin = System.nanoTime();
                HttpResponse<String> answer = request.get();
                return new Answer(answer, Duration.ofNanos(System.nanoTime() - begin));
            })));
            await("all under way").pollDelay(Duration.ofMillis(400)).until(() -> true);
            event.happens();
            Map<String, Answer> answers = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Answer>> each : underWay.entrySet()) {
                answers.put(each.getKey(), each.getValue().get(70, TimeUnit.SECONDS));
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            people.shutdown();
        }
    }

    private static void assertAway(String outage, Map<String, Answer> answers) {
        answers.forEach((request, answer) -> log.info(
                "{}: {} was answered with {} after {} ms",
                outage,
                request,
                answer.response().statusCode(),
                answer.waited().toMillis()));
        answers.values().forEach(answer -> slowest.merge(outage, answer.waited().toMillis(), Math::max));
        answers.forEach((request, answer) -> {
            assertThat(answer.response().statusCode())
                    .as("%s: %s %s", outage, request, answer.response().body())
                    .isEqualTo(503);
            assertThat(answer.response().body())
                    .as("%s: %s", outage, request)
                    .contains("erreicht gerade seine Datenbank nicht");
            assertThat(answer.waited()).as("%s: %s", outage, request).isLessThan(SOON);
        });
    }

    private static void everythingAnswers() {
        requests()
                .forEach((name, request) -> await(name + " answers")
                        .atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> request.get().statusCode() < 400));
    }

    private static String json() {
        return json("Ausfall " + UUID.randomUUID());
    }

    private static String json(String subject) {
        Map<String, Object> body = new LinkedHashMap<>(draft);
        body.put("subject", subject);
        return tools.jackson.databind.json.JsonMapper.builder().build().writeValueAsString(body);
    }

    private static Session session() {
        return new Session(rapport.url("").toString().replaceAll("/$", "")).header("Accept-Language", "de");
    }

    private static Session session(String user) {
        Session session = session();
        assertThat(session.login(user, Browser.PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).doesNotContain("error"));
        session.get("/camunda/app/tasklist/default/");
        return session;
    }

    private static String basic(String user) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
