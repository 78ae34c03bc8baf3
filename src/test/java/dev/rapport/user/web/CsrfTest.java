package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.MappedRoutes;
import dev.rapport.support.Session;
import dev.rapport.web.Who;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** No foreign page can make a browser write anything: each route that writes wants the token, whoever asks. */
@IntegrationTest
class CsrfTest {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Autowired
    private Api api;

    @Autowired
    private MappedRoutes routes;

    @Autowired
    private PermissionTable table;

    @Test
    void everyWritingRouteWithoutATokenIsRefusedAlsoToWhoeverMay() {
        Map<Who, Session> sessions = new EnumMap<>(Who.class);
        List<String> tried = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (String[] route : writing()) {
            String path = route[1].replaceAll("\\{[^/}]*}", "1");
            for (Who who : mayUse(route[0], path)) {
                Session session = sessions.computeIfAbsent(who, this::logIn);
                tried.add(route[0] + " " + path);
                for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
                    // each answer brings a token, which a foreign page could not read
                    session.cookies().remove("RAPPORT_CSRF");
                    int status = session.send(route[0], path, type.endsWith("json") ? "{}" : "a=b", type)
                            .statusCode();
                    if (status != 403) {
                        taken.add(route[0] + " " + path + " for " + who + ", " + type + ": " + status);
                    }
                }
            }
        }
        assertThat(taken).isEmpty();
        assertThat(tried)
                .hasSizeGreaterThan(100)
                .contains("POST /arrangement/1", "POST /login", "POST /language", "POST /password");
    }

    /** A refusal ends the session there, so one route stands for all of its part of the webapps, method and role. */
    @Test
    void theWebappsRefuseWhatComesWithoutTheirToken() {
        Map<String, String[]> samples = new TreeMap<>();
        for (MappedRoutes.Route route : routes.jersey()) {
            if (route.path().startsWith("/camunda/api/") && !READING.contains(route.method())) {
                String path = route.path()
                        .replaceFirst("\\{(name|engine|engineName|processEngineName)}", "default")
                        .replaceAll("\\{[^/}]*}", "1");
                for (Who who : mayUse(route.method(), path)) {
                    String part = path.replaceFirst("(/camunda/api/\\w+).*", "$1");
                    samples.putIfAbsent(
                            route.method() + " " + part + " " + who, new String[] {route.method(), path, who.name()});
                }
            }
        }
        assertThat(samples).hasSizeGreaterThan(10);
        List<String> taken = new ArrayList<>();
        for (String[] sample : samples.values()) {
            Session session = logIn(Who.valueOf(sample[2]));
            session.get("/camunda/app/welcome/default/");
            session.cookies().remove("RAPPORT_WEBAPP_XSRF");
            int status = session.json(sample[0], sample[1], "{}").statusCode();
            if (status != 403) {
                taken.add(String.join(" ", sample) + ": " + status);
            }
        }
        assertThat(taken).isEmpty();
    }

    /** Those of Spring MVC; the login is a filter's.  */
    private List<String[]> writing() {
        return Stream.concat(
                        Stream.of(new String[] {"POST", "/login"}, new String[] {"POST", "/logout"}),
                        routes.springMvc().stream()
                                .filter(route -> !READING.contains(route.method()))
                                .map(route ->
                                        new String[] {route.method().equals("*") ? "POST" : route.method(), route.path()
                                        }))
                .toList();
    }

    private Set<Who> mayUse(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        return table.rows().stream()
                .filter(row -> row.method() == null || row.method().equals(HttpMethod.valueOf(method)))
                .filter(row -> PathPatternRequestMatcher.withDefaults()
                        .matcher(row.pattern())
                        .matches(request))
                .findFirst()
                .orElseThrow()
                .who();
    }

    private Session logIn(Who who) {
        return switch (who) {
            case ANONYMOUS, NEWCOMER -> new Session(api.base());
            case STAFF -> Session.of(api, "anna");
            case MANAGER -> Session.of(api, "maria");
            case PROCESS_ADMIN -> Session.of(api, "paul");
            case SYSTEM_ADMIN -> Session.of(api, "sabine");
        };
    }
}
