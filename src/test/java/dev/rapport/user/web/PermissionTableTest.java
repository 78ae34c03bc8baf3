package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.MappedRoutes;
import dev.rapport.support.MappedRoutes.Route;
import dev.rapport.support.Session;
import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import dev.rapport.user.UserDraft;
import dev.rapport.web.RouteRight;
import dev.rapport.web.Who;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every route has a row, and every row does over real HTTP what the table in the security concept says. */
@IntegrationTest
class PermissionTableTest {

    private static final Path CLOSED = Path.of("src/test/resources/closed-routes.txt");

    private static final Pattern ENGINE_REFUSES = Pattern.compile("\"type\":\"(Authorization|Rest)Exception\"");

    private static final List<String> ANY_METHOD = List.of("GET", "POST", "PUT", "DELETE");

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @Autowired
    private Api api;

    @Autowired
    private MappedRoutes routes;

    @Autowired
    private PermissionTable table;

    @Autowired
    private CreateUser createUser;

    /** A new route of Rapport's, of the engine's or of its webapps', breaks the build until somebody decides about it. */
    @Test
    void everyMappedRouteIsNamedByARow() {
        assertThat(routes.springMvc()).hasSizeGreaterThan(10);
        assertThat(routes.jersey()).hasSizeGreaterThan(1000);
        assertThat(routes.otherServlets())
                .as("servlets beside Spring MVC and Jersey")
                .isEmpty();

        SortedSet<String> unnamed = new TreeSet<>();
        for (Route route : routes.all()) {
            // what is below no other prefix: static files of Spring MVC, of which only the named folders are served
            if (!route.path().equals("/**") && row(route).isEmpty()) {
                unnamed.add(route.toString());
            }
        }
        assertThat(unnamed).isEmpty();
    }

    @Test
    void noRowIsThereTwice() {
        assertThat(table.rows().stream().map(row -> row.method() + " " + row.pattern()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatNoRowNamesIsRefusedToEverybody() {
        for (Map.Entry<Who, Session> person : people().entrySet()) {
            for (String path : List.of("/no-such-page", "/api/no-such-route", "/actuator/env", "/camunda/no-such")) {
                HttpResponse<String> answer = person.getValue().get(path);
                assertThat(refused(answer) || answer.statusCode() == 404)
                        .as(person.getKey() + " " + path)
                        .isTrue();
            }
        }
    }

    /** Every row, every role, every method it speaks of: a refusal is exactly 401, 403 or the way to the login. */
    @Test
    void everyRowIsWhatTheSecurityConceptSays() {
        List<Call> calls = table.rows().stream()
                .filter(row -> !isOneWay(row.pattern()))
                .map(row -> new Call(row.method() == null ? "GET" : row.method().name(), concrete(row.pattern())))
                .toList();

        assertThat(wrong(calls, call -> expected(call.method, call.path))).isEmpty();
    }

    /** Not the patterns but the routes themselves, as Rapport, the webapps, the engine and the actuator map them. */
    @Test
    void everyMappedRouteAnswersEveryRoleAsItsRowSays() {
        Map<Call, Set<Who>> calls = new LinkedHashMap<>();
        for (Route route : routes.all()) {
            for (String method : route.method().equals("*") ? ANY_METHOD : List.of(route.method())) {
                Route called = new Route(method, route.path());
                // one-way doors have tests of their own, and so has basic authentication
                if (!isOneWay(route.path()) && !route.path().startsWith("/engine-rest")) {
                    row(called).ifPresent(row -> calls.put(new Call(method, called(route.path())), row.who()));
                }
            }
        }
        assertThat(calls).hasSizeGreaterThan(500);

        assertThat(wrong(List.copyOf(calls.keySet()), calls::get)).isEmpty();
    }

    /** A process admin is the only one who gets anything from it, so his login is tried on every route there is. */
    @Test
    void everyRouteOfEngineRestAnswersAProcessAdminAsItsRowSays() {
        List<String> wrong = routes.jersey().parallelStream()
                .filter(route -> route.path().startsWith("/engine-rest"))
                .flatMap(route -> {
                    boolean expected =
                            row(route).map(RouteRight::who).orElse(Set.of()).contains(Who.PROCESS_ADMIN);
                    HttpResponse<String> answer = api.as("paul")
                            .send(route.method(), called(route.path()), body(route.method()))
                            .response();
                    return expected == !refused(answer)
                            ? Stream.of()
                            : Stream.of(route + ": " + answer.statusCode() + " " + answer.body());
                })
                .toList();
        assertThat(wrong).isEmpty();
    }

    /**
     * What a row closes as a whole, a new version of the engine adds to unseen: so the closed routes are listed, and a
     * new one is decided about by whoever writes it down. {@code -Drapport.routes=write} writes the list anew.
     */
    @Test
    void theRoutesThatAreClosedAsAWholeAreListed() throws IOException {
        List<String> closed = routes.all().stream()
                .filter(route -> row(route)
                        .filter(row -> row.who().isEmpty() && row.pattern().endsWith("**"))
                        .isPresent())
                .map(Route::toString)
                .toList();
        if ("write".equals(System.getProperty("rapport.routes"))) {
            Files.write(CLOSED, closed);
        }
        assertThat(closed).containsExactlyInAnyOrderElementsOf(Files.readAllLines(CLOSED));
    }

    /** A request, and to what. */
    private record Call(String method, String path) {}

    /** All calls by all people, who do not wait for each other. */
    private List<String> wrong(List<Call> calls, Function<Call, Set<Who>> expected) {
        return people().entrySet().parallelStream()
                .flatMap(person -> calls.stream()
                        .map(call -> wrong(person.getKey(), person.getValue(), call, expected.apply(call))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> wrong(Who who, Session session, Call call, Set<Who> expected) {
        HttpResponse<String> answer = session.json(call.method, call.path, body(call.method));
        boolean mayPass = expected.contains(who);
        return refused(answer) == !mayPass
                ? Optional.empty()
                : Optional.of("%s %s for %s: %d, expected %s. %s"
                        .formatted(
                                call.method,
                                call.path,
                                who,
                                answer.statusCode(),
                                mayPass ? "access" : "refusal",
                                answer.body().lines().findFirst().orElse("")));
    }

    private static boolean isOneWay(String path) {
        return path.endsWith("/logout") || path.equals("/sessions/sign-out");
    }

    @Test
    void engineRestTakesProcessAdminsWithBasicAuthenticationOnly() {
        for (String path : List.of("/engine-rest/version", "/engine-rest/engine", "/engine-rest/deployment")) {
            assertThat(api.get(path).status()).isEqualTo(401);
            assertThat(api.as("anna").get(path).status()).isEqualTo(403);
            assertThat(api.as("maria").get(path).status()).isEqualTo(403);
            assertThat(api.as("sabine").get(path).status()).isEqualTo(403);
            assertThat(api.as("paul").get(path).status()).isEqualTo(200);
            assertThat(Session.of(api, "paul").get(path).statusCode())
                    .as("a browser's session is no login here, so no foreign page can use it")
                    .isEqualTo(401);
        }
        for (String path : List.of("/engine-rest/task", "/engine-rest/user", "/engine-rest/history/task")) {
            assertThat(api.as("paul").get(path).status()).isEqualTo(403);
        }
    }

    /** Written from the table of the security concept, not from {@link PermissionTable}. The first line that fits. */
    private static Set<Who> expected(String method, String path) {
        Set<Who> all = Set.of(Who.values());
        Set<Who> everyLogin = Set.of(Who.STAFF, Who.MANAGER, Who.PROCESS_ADMIN, Who.SYSTEM_ADMIN);
        Set<Who> business = Set.of(Who.STAFF, Who.MANAGER, Who.PROCESS_ADMIN);
        Set<Who> work = Set.of(Who.STAFF, Who.MANAGER);
        Set<Who> watch = Set.of(Who.MANAGER, Who.PROCESS_ADMIN);
        boolean reads = method.equals("GET") || method.equals("OPTIONS");
        if (path.matches(
                "/(login|language|error|favicon.ico|(assets|webjars)/.*|actuator/health/(liveness|readiness))")) {
            return all;
        }
        // the secret in the address is the key
        if (path.startsWith("/calendar/")) {
            return all;
        }
        if (path.equals("/password")) {
            return Set.of(Who.NEWCOMER);
        }
        if (path.startsWith("/actuator")
                || path.contains("/setup")
                || path.contains("/auth/user/x/login")
                || path.contains("/history/cleanup")) {
            return Set.of();
        }
        if (path.startsWith("/engine-rest")) {
            // sessions of browsers are no login there; see the test with basic authentication
            return Set.of();
        }
        if (path.startsWith("/camunda")) {
            return expectedOfWebapps(method, path, reads, everyLogin, business, work, watch);
        }
        if (path.matches("/|/help(/keys)?|/palette|/sessions|/api/me|/api/openapi(.yaml)?")) {
            return everyLogin;
        }
        if (path.matches("/(api/)?views/shared")) {
            return Set.of(Who.MANAGER);
        }
        // how somebody's own pages are arranged, how own lists are called, and where the own contacts can be read, is
        // nothing that others see
        if (path.equals("/arrangement/x")
                || path.startsWith("/calendar-feed")
                || path.matches("/(api/)?views(/x(/pin)?)?")) {
            return business;
        }
        // holding engine and tables against each other is the process admin's work, as retrying jobs is
        if (path.startsWith("/api/consistency")) {
            return Set.of(Who.PROCESS_ADMIN);
        }
        // what did not arrive, and what becomes of it, is for those who watch over the processes
        if (path.matches("/mails(/.*)?")) {
            return Set.of(Who.PROCESS_ADMIN);
        }
        // moving what runs, and what could be moved, is nobody else's
        if (path.matches("/(api/)?models/moves(/.*)?")) {
            return Set.of(Who.PROCESS_ADMIN);
        }
        // about what is proposed decides a process admin or a manager
        if (path.matches("/(api/)?models/proposals(/.*)?")) {
            return watch;
        }
        // which models are in force managers watch; process admins decide about it
        if (path.matches("/help/models(/.*)?")) {
            return watch;
        }
        if (path.matches("/(api/)?models(/.*)?")) {
            return reads && !path.matches(".*/(outcome|new)") ? watch : Set.of(Who.PROCESS_ADMIN);
        }
        // how far a change of many is, is for those who may give the order
        if (path.matches("/(api/)?changes(/.*)?")) {
            return work;
        }
        // looking for addresses to assign is a part of assigning them
        if (path.startsWith("/campaigns/x/candidates")) {
            return work;
        }
        if (path.matches("/users(/.*)?")) {
            return Set.of(Who.SYSTEM_ADMIN);
        }
        if (path.matches("/contact-types(/.*)?")) {
            return Set.of(Who.MANAGER);
        }
        // a form is for those who may send it
        if (path.matches("/(addresses|measures)/new|/answers/x") || path.startsWith("/contacts/new")) {
            return work;
        }
        if (path.matches("/campaigns/(new|x/edit|x/delete)")) {
            return Set.of(Who.MANAGER);
        }
        if (reads) {
            return business;
        }
        if (path.matches("/(api/)?campaigns(/x|/active)?")) {
            return Set.of(Who.MANAGER);
        }
        return work;
    }

    private static Set<Who> expectedOfWebapps(
            String method,
            String path,
            boolean reads,
            Set<Who> everyLogin,
            Set<Who> business,
            Set<Who> work,
            Set<Who> watch) {
        if (path.matches("/camunda/(app|api)/tasklist.*")) {
            return business;
        }
        if (path.matches("/camunda/(app|api)/cockpit.*")) {
            return watch;
        }
        if (path.startsWith("/camunda/api/admin/auth/user/")) {
            return everyLogin;
        }
        if (path.matches("/camunda/(app|api)/admin.*")) {
            return Set.of(Who.SYSTEM_ADMIN);
        }
        if (!path.startsWith("/camunda/api/engine")) {
            return path.equals("/camunda/api/x") ? Set.of() : everyLogin;
        }
        String resource = path.replaceFirst(ENGINE, "");
        if (resource.matches("/(version|authorization/check|identity/.*)|/camunda/api/engine/engine/?")) {
            return everyLogin;
        }
        if (resource.matches("/user/x/credentials")) {
            return everyLogin;
        }
        if (resource.startsWith("/user") && reads) {
            return everyLogin;
        }
        if (resource.matches("/(user|group|tenant|authorization|telemetry).*")) {
            return Set.of(Who.SYSTEM_ADMIN);
        }
        if (resource.startsWith("/metrics")) {
            return Set.of(Who.MANAGER, Who.PROCESS_ADMIN, Who.SYSTEM_ADMIN);
        }
        boolean query = reads
                || (method.equals("POST") && resource.matches("/[a-z-]+(/(count|x|x/count))?"))
                || resource.matches("/filter/x/(list|count|singleResult)");
        String name = resource.replaceFirst("^/([a-z-]+).*", "$1");
        if (Set.of(
                                "task",
                                "filter",
                                "process-definition",
                                "process-instance",
                                "variable-instance",
                                "history",
                                "case-definition",
                                "case-instance")
                        .contains(name)
                && query) {
            return business;
        }
        if (Set.of("task", "process-definition").contains(name) && method.equals("POST")) {
            return work;
        }
        if (Set.of("migration", "process-instance", "process-definition").contains(name) || !query) {
            return Set.of(Who.PROCESS_ADMIN);
        }
        return watch;
    }

    private Map<Who, Session> people() {
        Map<Who, Session> people = new EnumMap<>(Who.class);
        people.put(Who.ANONYMOUS, new Session(api.base()));
        people.put(Who.NEWCOMER, newcomer());
        people.put(Who.STAFF, Session.of(api, "anna"));
        people.put(Who.MANAGER, Session.of(api, "maria"));
        people.put(Who.PROCESS_ADMIN, Session.of(api, "paul"));
        people.put(Who.SYSTEM_ADMIN, Session.of(api, "sabine"));
        people.values().forEach(session -> session.get("/login"));
        people.forEach((who, session) -> {
            if (who != Who.ANONYMOUS && who != Who.NEWCOMER) {
                // brings the webapps' own token
                session.get("/camunda/app/welcome/default/");
            }
        });
        return people;
    }

    /** In every group, which is of no use before a password has been chosen. */
    private Session newcomer() {
        String login = "newcomer" + UUID.randomUUID().toString().substring(0, 8);
        List<String> groups = Arrays.stream(Group.values()).map(Group::id).toList();
        String password = createUser.create(
                new UserDraft(login, "Nele", "Neu", login + "@rapport.example", null, null, groups, null));
        Session session = new Session(api.base());
        session.login(login, password);
        return session;
    }

    /** What the engine refuses by itself, about the single item or file, it refuses behind the table. */
    private static boolean refused(HttpResponse<String> answer) {
        return answer.statusCode() == 401
                || (answer.statusCode() == 403
                        && !ENGINE_REFUSES.matcher(answer.body()).find())
                || (answer.statusCode() == 302
                        && answer.headers().firstValue("Location").orElse("").matches(".*/(login|password)"));
    }

    /** The row that decides about a route: its pattern must cover all of the route's paths. */
    private Optional<RouteRight> row(Route route) {
        return table.rows().stream()
                .filter(row -> row.method() == null || row.method().name().equals(route.method()))
                .filter(row -> covers(row.pattern(), route.path()))
                .findFirst();
    }

    private static boolean covers(String pattern, String path) {
        return PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(called(path)));
    }

    /** A path of the route; the engine's name is a variable in its API, and there is one engine. */
    private static String called(String path) {
        return path.replaceFirst("/engine/\\{name}", "/engine/default")
                .replaceAll("\\{[^/}]*}", "x")
                .replaceFirst("/\\*\\*$", "/x/x/x");
    }

    private static String concrete(String pattern) {
        return pattern.replaceFirst("/\\*\\*$", "/x").replace("*", "x");
    }

    private static @Nullable String body(String method) {
        if (method.equals("GET") || method.equals("OPTIONS") || method.equals("DELETE")) {
            return null;
        }
        return "{}";
    }
}
