package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vendor's own filter lets through what none of its rules denies, and some of what they name: without a session none of it
 * answers.
 */
@IntegrationTest
class VendorRulesTest {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    @Autowired
    private Api api;

    @Test
    void noPathThatTheVendorKnowsAnswersWithoutASession() throws IOException {
        List<String> paths = paths();
        assertThat(paths).hasSizeGreaterThan(100).contains("/api/admin/setup/default/user/create");
        List<String> answered = paths.parallelStream()
                .flatMap(path -> METHODS.stream().flatMap(method -> {
                    HttpResponse<String> answer =
                            new Session(api.base()).json(method, "/camunda" + path, method.equals("GET") ? null : "{}");
                    boolean toLogin = answer.statusCode() == 302
                            && answer.headers()
                                    .firstValue("Location")
                                    .orElse("")
                                    .endsWith("/login");
                    return List.of(400, 401, 403, 404).contains(answer.statusCode())
                                    || (toLogin && path.startsWith("/app"))
                            ? Stream.of()
                            : Stream.of(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
                }))
                .toList();
        assertThat(answered).isEmpty();
    }

    /** Each rule's path with what its variables may be, in the ways in which a path can be written. */
    private static List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>();
        try (InputStream rules = VendorRulesTest.class.getResourceAsStream(
                "/META-INF/resources/webjars/camunda/securityFilterRules.json")) {
            JsonNode filter = JsonMapper.shared().readTree(rules).path("pathFilter");
            Stream.concat(
                            filter.path("deniedPaths").valueStream(),
                            filter.path("allowedPaths").valueStream())
                    .map(rule -> rule.path("path").asString())
                    .distinct()
                    .forEach(rule -> {
                        String named = rule.replaceAll("\\{\\w+:(\\w+)}", "$1").replace("{app}", "tasklist");
                        for (String engine : List.of("default", "other", "")) {
                            for (String rest : List.of("", "x", "user", "task/count", "x/../user")) {
                                String path = named.replace("{engine}", engine)
                                        .replace("{plugin}", "cockpit-plugin")
                                        .replace(".*", rest);
                                paths.add(path);
                                paths.add(path + "/");
                                paths.add(path.replaceFirst("/api/", "/api//"));
                                paths.add(path.replaceFirst("/api/", "/%61pi/"));
                                paths.add(path + ";a=b");
                            }
                        }
                    });
        }
        return paths.stream().distinct().toList();
    }
}
