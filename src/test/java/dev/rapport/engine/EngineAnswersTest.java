package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.MappedRoutes;
import dev.rapport.support.MappedRoutes.Route;
import dev.rapport.support.Session;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever is sent to the engine's REST APIs, the answer is a sentence and no server error, and names no class. */
@IntegrationTest
class EngineAnswersTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private static final Pattern INSIDES = Pattern.compile(
            "Exception:|\\b(org|com|java|jakarta|dev)\\.[a-z]+\\.|\\bjava\\.|\\bat [a-z]+\\.[\\w.$]+\\(|NullPointer|Cannot invoke");

    /** Nothing, and what is no object, what has the wrong types, and what is cut off. */
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "{}",
            "[]",
            "1",
            "\"x\"",
            "{\"",
            "{\"a\":}",
            "[{]",
            "{\"variables\":1,\"id\":{},\"processInstanceIds\":\"x\",\"instructions\":\"x\",\"migrationPlan\":7,"
                    + "\"profile\":3,\"type\":[],\"permissions\":{},\"retries\":\"many\",\"value\":{},\"sorting\":true,\"userId\":[1]}",
            "{\"variables\":null,\"id\":null,\"processInstanceIds\":null,\"instructions\":null,\"migrationPlan\":null,\"profile\":null}",
            "{\"variables\":{\"a\":{\"value\":\"rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==\",\"type\":\"Object\","
                    + "\"valueInfo\":{\"objectTypeName\":\"java.util.HashMap\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}}},"
                    + "\"value\":\"{}\",\"type\":\"Object\",\"valueInfo\":{\"objectTypeName\":\"org.example.Evil\",\"serializationDataFormat\":\"application/json\"}}",
            "{\"sorting\":[{\"sortBy\":\"x\",\"sortOrder\":\"y\"}],\"processVariables\":[{\"name\":1,\"operator\":\"??\",\"value\":{}}]}");

    @Autowired
    private Api api;

    @Autowired
    private MappedRoutes routes;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            paul   | POST | /migration/execute     |
            paul   | POST | /migration/execute     | {}
            paul   | POST | /migration/generate    | {}
            paul   | POST | /migration/validate    | null
            sabine | POST | /authorization/create  |
            sabine | POST | /authorization/create  | {}
            sabine | POST | /user/create           | {}
            sabine | PUT  | /user/anna/credentials | {}
            anna   | POST | /task                  | {"sorting":7}
            anna   | POST | /task                  | {"taskId":
            anna   | GET  | /task?dueBefore=x      |
            anna   | GET  | /task?maxResults=x     |
            anna   | GET  | /process-definition/x  |
            anna   | POST | /process-definition/key/contact/submit-form | {"variables":{"a":{"type":"Object","value":"x","valueInfo":{"objectTypeName":"java.lang.Object","serializationDataFormat":"application/x-java-serialized-object"}}}}
            """)
    void isASentence(String person, String method, String path, String body) {
        Session session = Session.of(api, person);
        session.get("/camunda/app/welcome/default/");
        HttpResponse<String> answer = session.json(method, ENGINE + path, body);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.body())
                .contains("\"message\":\"", "\"type\":\"", "\"code\":")
                .doesNotContainPattern(INSIDES);
    }

    @Test
    void isASentenceInTheReadersLanguage() {
        Session paul = Session.of(api, "paul").header("Accept-Language", "de");
        assertThat(paul.json("POST", ENGINE + "/migration/execute", "{}").body())
                .contains("Mit dieser Anfrage lässt sich nichts anfangen");
        assertThat(paul.header("Accept-Language", "en")
                        .json("POST", ENGINE + "/migration/execute", "{}")
                        .body())
                .contains("Nothing can be done with this request");
    }

    /** All variables there are, asked for at once, are more than a request has time for where other tests left many. */
    private static boolean takesTooLong(HttpResponse<String> answer) {
        return answer.statusCode() == 503 && answer.body().contains("urn:rapport:problem:database-slow");
    }

    @Test
    void namesNoClassWhateverIsSent() {
        Map<String, Session> people = new java.util.LinkedHashMap<>();
        for (String person : List.of("anna", "maria", "paul", "sabine")) {
            Session session = Session.of(api, person);
            session.get("/camunda/app/welcome/default/");
            people.put(person, session);
        }
        SortedSet<String> wrong = new ConcurrentSkipListSet<>();
        List<Runnable> calls = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        for (Route route : routes.jersey()) {
            // what logs out, and what really deletes or changes the people of other tests
            boolean changesPeople = route.path().matches(".*/(user|group|authorization|tenant)/\\{.*")
                    && !route.method().equals("GET");
            if (route.path().contains("/logout") || changesPeople) {
                continue;
            }
            String path = route.path()
                    .replaceFirst("/engine/\\{name}", "/engine/default")
                    .replaceAll("\\{[^/}]*}", "x");
            boolean hasBody = !List.of("GET", "OPTIONS", "HEAD").contains(route.method());
            people.forEach((person, session) -> calls.add(() -> {
                for (String body : hasBody ? BODIES : List.of("")) {
                    HttpResponse<String> answer = path.startsWith("/engine-rest")
                            ? api.as(person)
                                    .send(route.method(), path, body.isEmpty() ? null : body)
                                    .response()
                            : session.json(route.method(), path, body.isEmpty() ? null : body);
                    asked.incrementAndGet();
                    if ((answer.statusCode() >= 500 && !takesTooLong(answer))
                            || (answer.statusCode() >= 400
                                    && INSIDES.matcher(answer.body()).find())) {
                        wrong.add(person + " " + route.method() + " " + path + " " + body + ": " + answer.statusCode()
                                + " " + answer.body().lines().findFirst().orElse(""));
                    }
                    if (answer.statusCode() == 403) {
                        return; // nothing is read of what somebody sends who may send nothing
                    }
                }
            }));
        }
        calls.parallelStream().forEach(Runnable::run);
        assertThat(asked.get()).isGreaterThan(2000);
        assertThat(new TreeSet<>(wrong)).isEmpty();
    }
}
