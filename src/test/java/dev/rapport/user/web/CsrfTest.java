package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.MappedRoutes;
import dev.rapport.support.Session;
import dev.rapport.user.web.PermissionTable.Who;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Those of Spring MVC; the login is a filter's. The webapps have a token of their own. */
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

    private static Set<Who> mayUse(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        return PermissionTable.ROWS.stream()
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
