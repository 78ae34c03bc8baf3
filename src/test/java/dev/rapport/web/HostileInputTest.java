package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of Rapport's own, whichever there are, with what somebody types who means ill. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String EVIL = "\"'>" + SCRIPT;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String user = "evil" + mark;
    private final Map<String, String> ids = new HashMap<>();

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    /** Something of every kind, with markup in every text. */
    @BeforeAll
    void somethingOfEveryKind() {
        Answer created = pages.as("sabine")
                .submit(
                        "/users",
                        Map.of(
                                "login",
                                user,
                                "firstName",
                                EVIL,
                                "name",
                                EVIL,
                                "email",
                                user + "@rapport.example",
                                "groups",
                                "staff"));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        assertThat(created.text()).doesNotContain(SCRIPT);
        Map<String, String> type =
                Map.of("nameDe", EVIL + mark, "nameEn", EVIL + mark, "needsDuration", "true", "usualDuration", "00:30");
        assertThat(pages.as("maria").submit("/contact-types", type).status()).isEqualTo(302);
        String code = jdbc.sql("select code from rapport.contact_type where name_de = :name")
                .param("name", EVIL + mark)
                .query(String.class)
                .single();
        long address =
                created("/api/addresses", Map.of("kind", "company", "name", EVIL + mark, "town", EVIL, "notes", EVIL));
        long person = created("/api/addresses/" + address + "/contact-persons", Map.of("name", EVIL, "role", EVIL));
        long campaign = created("/api/campaigns", Map.of("title", EVIL + mark, "description", EVIL));
        pages.as("maria").submit("/addresses/" + address + "/campaigns", Map.of("assign", campaign));
        Map<String, Object> contact = new HashMap<>(Map.of(
                "addressId", address,
                "contactPersonId", person,
                "campaignId", campaign,
                "type", code,
                "direction", "OUTGOING",
                "status", "PLANNED",
                "start", LocalDate.now(ZoneId.of("Europe/Berlin")).minusDays(1) + "T10:00",
                "reminder", true,
                "subject", EVIL,
                "description", EVIL));
        contact.put("responsible", user);
        long planned = created("/api/contacts", contact);
        long measure = created("/api/measures", Map.of("subject", EVIL, "infotext", EVIL, "campaignId", campaign));
        ids.putAll(Map.of(
                "addresses", "" + address,
                "campaigns", "" + campaign,
                "contacts", "" + planned,
                "measures", "" + measure,
                "users", user,
                "contact-types", code,
                "models", "contact"));
    }

    /** Other tests read the choices. */
    @AfterAll
    void retireTheType() {
        jdbc.sql("update rapport.contact_type set retired_at = now() where name_de = :name")
                .param("name", EVIL + mark)
                .update();
    }

    @Test
    void everyPageShowsMarkupAsText() {
        List<String> shown = routes(RequestMethod.GET)
                .map(Route::path)
                .distinct()
                .filter(path -> !path.startsWith("/api/"))
                .filter(path -> {
                    Answer answer = as(path).get(path);
                    assertThat(answer.text()).as(path).doesNotContain(SCRIPT);
                    return answer.text().contains("&lt;script&gt;alert(1)");
                })
                .toList();

        assertThat(shown)
                .contains(
                        "/",
                        "/reminders",
                        "/users",
                        "/contact-types",
                        "/contacts/new",
                        "/addresses/" + ids.get("addresses"),
                        "/campaigns/" + ids.get("campaigns"),
                        "/contacts/" + ids.get("contacts"),
                        "/measures/" + ids.get("measures"));
    }

    /** No parameter reaches the database as anything but a value, and none comes back as markup. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%27%3B%20drop%20table%20rapport.contact%3B%20--",
                "%00",
                "%FF%FE%ED%A0%80",
                "-99999999999999999999",
                "%22%27%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "%24%7B7*7%7D__%24%7B7*7%7D__%3A%3A.x"
            })
    void noParameterDoesHarm(String value) {
        List<Map.Entry<String, String>> calls = routes(RequestMethod.GET)
                .flatMap(route -> route.parameters().stream().map(name -> Map.entry(route.path(), name)))
                .distinct()
                .toList();
        assertThat(calls).hasSizeGreaterThan(50);

        calls.parallelStream().forEach(call -> {
            String path = call.getKey() + "?" + call.getValue() + "=" + value;
            assertHarmless(path, as(path).get(path));
            // the same as part of a page
            assertHarmless(path, api.as(who(path)).with("HX-Request", "true").get(path));
        });
        assertThat(jdbc.sql("select count(*) from rapport.contact")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void noPathVariableDoesHarm() {
        List<String> patterns = mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream())
                .filter(pattern -> pattern.contains("{"))
                .distinct()
                .toList();
        for (String value : List.of("1'--", "%00", "%FF%FE", "99999999999999999999", "..%2f..", "%3Cscript%3E")) {
            patterns.parallelStream().forEach(pattern -> {
                String path = pattern.replaceAll("\\{[^}]*}", value.replace("\\", "\\\\"));
                Answer answer = as(path).get(path);
                assertHarmless(path, answer);
                if (path.startsWith("/api/") && answer.status() >= 400) {
                    // also what the container refuses before it knows whose it is
                    assertThat(answer.header("Content-Type")).as(path).startsWith("application/problem+json");
                    assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
                }
            });
        }
    }

    /** What is no object, or nothing but depth, is a refusal of the API and no failure. */
    @Test
    void noBodyDoesHarm() {
        List<String> bodies = List.of(
                "",
                "null",
                "[]",
                "\"x\"",
                "{\"version\":{\"a\":[1]},\"subject\":[{}],\"addressId\":1e400}",
                "[".repeat(50_000),
                "{\"a\":".repeat(50_000),
                "{\"subject\":" + "9".repeat(5_000) + "}");
        Stream.of(RequestMethod.POST, RequestMethod.PATCH)
                .flatMap(method -> routes(method).map(route -> Map.entry(method.name(), route.path())))
                .filter(call -> call.getValue().startsWith("/api/"))
                // mends what other tests have broken
                .filter(call -> !call.getValue().endsWith("/repair"))
                .distinct()
                .toList()
                .parallelStream()
                .forEach(call -> bodies.forEach(body -> assertHarmless(
                        call + " " + body.substring(0, Math.min(body.length(), 20)),
                        api.as(who(call.getValue())).send(call.getKey(), call.getValue(), body))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "*",
                "x",
                "application/json;charset=nonsense",
                "text/plain",
                "multipart/form-data",
                "application/x-www-form-urlencoded"
            })
    void noContentTypeDoesHarm(String type) {
        Stream.of(RequestMethod.POST, RequestMethod.PATCH)
                .flatMap(method -> routes(method).map(route -> Map.entry(method.name(), route.path())))
                .filter(call -> call.getValue().startsWith("/api/"))
                .filter(call -> !call.getValue().endsWith("/repair"))
                .distinct()
                .forEach(call -> {
                    for (String body : List.of("x", "%s%n")) {
                        Answer answer = api.as(who(call.getValue()))
                                .with("Content-Type", type)
                                .send(call.getKey(), call.getValue(), body);
                        assertHarmless(call + " " + type, answer);
                    }
                });
    }

    /** With its token a form reaches the page that reads it, without one the filter that looks for it there. */
    @Test
    void noFormDoesHarm() {
        routes(RequestMethod.POST)
                .filter(route -> !route.parameters().isEmpty())
                .map(Route::path)
                // of maria's, who has a password of her own
                .filter(path -> !path.startsWith("/api/") && !path.equals("/password"))
                .distinct()
                .toList()
                .parallelStream()
                .forEach(path -> {
                    Api form = api.as(who(path)).with("Content-Type", "application/x-www-form-urlencoded");
                    Api trusted = form.with("Cookie", "RAPPORT_CSRF=x").with("X-CSRF-TOKEN", "x");
                    for (String body : List.of("version=%FF%FE", "%ED%A0%80=x", "name=%00&subject=%ZZ")) {
                        assertHarmless(path + " " + body, form.post(path, body));
                        assertThat(trusted.post(path, body).status())
                                .as(path + " " + body)
                                .isEqualTo(400);
                    }
                    assertHarmless(path, form.post(path, "a=1&".repeat(20_000)));
                    for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=x")) {
                        Api upload = trusted.with("Content-Type", type);
                        assertHarmless(
                                path + " " + type, upload.post(path, "--x\r\nContent-Disposition: form-data; name="));
                    }
                });
    }

    private record Route(String path, List<String> parameters) {}

    /** Rapport's own routes with ids of what is there, and the parameters that their methods read. */
    private Stream<Route> routes(RequestMethod method) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry ->
                        entry.getKey().getMethodsCondition().getMethods().contains(method))
                .flatMap(entry -> paths(entry.getKey()).map(path -> new Route(path, parameters(entry.getValue()))));
    }

    private Stream<String> paths(RequestMappingInfo info) {
        return info.getPatternValues().stream().map(pattern -> {
            String kind = pattern.replaceFirst("^/(api/)?", "").replaceFirst("/.*", "");
            return pattern.replaceFirst("\\{(id|login|code|key)}", ids.getOrDefault(kind, "x"))
                    .replaceAll("\\{[^:}]*:([a-z]+)[^}]*}", "$1")
                    .replaceAll("\\{[^}]*}", "x");
        });
    }

    private static List<String> parameters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .flatMap(parameter -> {
                    parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                    Class<?> type = parameter.getParameterType();
                    if (type.isRecord() && parameter.getParameterAnnotations().length == 0) {
                        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
                    }
                    return parameter.hasParameterAnnotation(RequestParam.class) && !Map.class.isAssignableFrom(type)
                            ? Stream.of(name(parameter))
                            : Stream.of();
                })
                .toList();
    }

    private static String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        String name = annotation.name().isEmpty() ? annotation.value() : annotation.name();
        return name.isEmpty() ? String.valueOf(parameter.getParameterName()) : name;
    }

    private static void assertHarmless(String call, Answer answer) {
        assertThat(answer.status()).as(call + ": " + answer.text()).isLessThan(500);
        assertThat(answer.text())
                .as(call)
                .doesNotContain("Exception", "org.springframework", "PSQL", "from rapport.")
                .as("markup")
                .doesNotContain(answer.json().isNull() ? SCRIPT : "\u0000");
    }

    private Pages as(String path) {
        return pages.as(who(path));
    }

    /** Somebody who may. */
    private static String who(String path) {
        return path.startsWith("/users")
                ? "sabine"
                : path.matches("(/api/consistency|(/api)?/models).*") ? "paul" : "maria";
    }

    private long created(String path, Map<String, ?> body) {
        Answer answer = api.as("maria").post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asLong();
    }
}
