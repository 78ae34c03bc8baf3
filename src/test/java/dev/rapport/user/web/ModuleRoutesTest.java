package dev.rapport.user.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.MappedRoutes;
import dev.rapport.support.MappedRoutes.Route;
import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import dev.rapport.web.Who;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Each module speaks of its own routes only, so the one table is the same in whatever order its rows arrive. */
@IntegrationTest
class ModuleRoutesTest {

    private static final Path PRINTED = Path.of("src/docs/permissions.md");

    /** Answered by filters of {@code user}, by files and by libraries: no controller of Rapport's. */
    private static final Set<String> WITHOUT_CONTROLLER = Set.of(
            "/logout",
            "/favicon.ico",
            "/assets/**",
            "/webjars/**",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/**",
            "/api/openapi",
            "/api/openapi.yaml");

    @Autowired
    private List<RouteRights> modules;

    @Autowired
    private PermissionTable table;

    @Autowired
    private MappedRoutes routes;

    @Test
    void noTwoModulesClaimTheSameRoute() {
        List<String> claimedTwice = new ArrayList<>();
        for (RouteRights one : modules) {
            for (RouteRights other : modules) {
                if (name(one).compareTo(name(other)) < 0) {
                    for (RouteRight row : one.rights()) {
                        other.rights().stream()
                                .filter(second -> haveACallInCommon(row, second))
                                .forEach(second -> claimedTwice.add(
                                        name(one) + " " + call(row) + " and " + name(other) + " " + call(second)));
                    }
                }
            }
        }
        assertThat(claimedTwice).isEmpty();
    }

    @Test
    void seesWhenTwoRowsHaveACallInCommon() {
        assertThat(meet("/contacts/*", "/contacts/new")).isTrue();
        assertThat(meet("/contacts/*", "/contacts/*/x")).isFalse();
        assertThat(meet("/contacts/*/x", "/contacts/new/*")).isTrue();
        assertThat(meet("/camunda/**", "/camunda/app/*")).isTrue();
        assertThat(meet("/camunda/**", "/camunda")).isTrue();
        assertThat(meet("/a/**", "/b/**")).isFalse();
        assertThat(haveACallInCommon(RouteRight.get("/a", Who.NOBODY), RouteRight.post("/a", Who.NOBODY)))
                .isFalse();
        assertThat(haveACallInCommon(RouteRight.any("/a", Who.NOBODY), RouteRight.post("/a", Who.NOBODY)))
                .isTrue();
    }

    @Test
    void aModuleNamesRoutesOfItsOwnControllersOnly() {
        List<String> foreign = new ArrayList<>();
        for (RouteRights module : modules) {
            if (!(module instanceof EngineRoutes)) {
                module.rights().stream()
                        .filter(row -> !WITHOUT_CONTROLLER.contains(row.pattern()))
                        .filter(row -> routes.controllers().entrySet().stream()
                                .noneMatch(route -> moduleOf(route.getValue()).equals(moduleOf(module.getClass()))
                                        && speaksOf(row, route.getKey())))
                        .forEach(row -> foreign.add(name(module) + " " + call(row)));
            }
        }
        assertThat(foreign).isEmpty();
    }

    @Test
    void theTableIsTheSameWhateverTheOrderOfTheBeans() {
        List<RouteRights> backwards = new ArrayList<>(modules);
        Collections.reverse(backwards);

        assertThat(new PermissionTable(backwards).rows())
                .isEqualTo(table.rows())
                .hasSizeGreaterThan(250);
    }

    /** {@code -Drapport.routes=write} prints it anew. */
    @Test
    void theTableIsPrinted() throws IOException {
        String text = Files.readString(PRINTED);
        String introduction = text.substring(0, text.indexOf("\n|") + 1);
        String printed = introduction + printed();
        if ("write".equals(System.getProperty("rapport.routes"))) {
            Files.writeString(PRINTED, printed);
        }
        assertThat(Files.readString(PRINTED)).isEqualTo(printed);
    }

    private String printed() {
        Stream<String> head = Stream.of(
                "| Call | "
                        + Stream.of(Who.values()).map(ModuleRoutesTest::title).collect(joining(" | ")) + " | Said by |",
                "|---|" + "---|".repeat(Who.values().length) + "---|");
        Stream<String> rows = table.rows().stream()
                .map(row -> "| `" + call(row) + "` | "
                        + Stream.of(Who.values())
                                .map(who -> row.who().contains(who) ? "✓" : "–")
                                .collect(joining(" | "))
                        + " | `" + name(owner(row)) + "` |");
        return Stream.concat(head, rows).collect(joining("\n", "", "\n"));
    }

    private static String title(Who who) {
        return who.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private RouteRights owner(RouteRight row) {
        return modules.stream()
                .filter(module -> module.rights().contains(row))
                .findFirst()
                .orElseThrow();
    }

    private static String call(RouteRight row) {
        return (row.method() == null ? "*" : row.method()) + " " + row.pattern();
    }

    private static String name(RouteRights module) {
        return module.getClass().getName().replace("dev.rapport.", "").replace('.', '/');
    }

    private static String moduleOf(Class<?> type) {
        return type.getName().replaceFirst("dev\\.rapport\\.(\\w+)\\..*", "$1");
    }

    private static boolean speaksOf(RouteRight row, Route route) {
        return (row.method() == null || List.of("*", row.method().name()).contains(route.method()))
                && PathPatternParser.defaultInstance
                        .parse(row.pattern())
                        .matches(PathContainer.parsePath(route.path().replaceAll("\\{[^/}]*}", "x")));
    }

    private static boolean haveACallInCommon(RouteRight one, RouteRight other) {
        return (one.method() == null || other.method() == null || one.method().equals(other.method()))
                && meet(one.pattern(), other.pattern());
    }

    private static boolean meet(String one, String other) {
        assertThat(List.of(one, other))
                .allMatch(
                        pattern -> pattern.matches("(/(\\*|[^*?{/]*))*?(/\\*\\*)?"),
                        "is made of names, * and ** at the end");
        return meet(List.of(one.split("/", -1)), List.of(other.split("/", -1)));
    }

    private static boolean meet(List<String> one, List<String> other) {
        if (one.equals(List.of("**")) || other.equals(List.of("**"))) {
            return true;
        }
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return (one.get(0).equals(other.get(0))
                        || one.get(0).equals("*")
                        || other.get(0).equals("*"))
                && meet(one.subList(1, one.size()), other.subList(1, other.size()));
    }
}
