package dev.rapport.support;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Tasklist's page sends to the engine when somebody submits a form: own session, own XSRF token. */
public final class Tasklist {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    /** Half a surrogate pair travels as an escape only. */
    private static final JsonMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Session session;

    private Tasklist(Session session) {
        this.session = session;
    }

    public static Tasklist of(Api api, String user) {
        Session session = Session.of(api, user);
        session.get("/camunda/app/tasklist/default/");
        return new Tasklist(session);
    }

    /** What came back. */
    public record Answer(int status, JsonNode json, String text) {

        public String message() {
            return json.path("message").asString("");
        }
    }

    public Tasklist in(String language) {
        session.header("Accept-Language", language);
        return this;
    }

    public Answer start(String process, Map<String, ?> fields) {
        return post("/process-definition/key/" + process + "/submit-form", fields);
    }

    public Answer complete(String taskId, Map<String, ?> fields) {
        return post("/task/" + taskId + "/submit-form", fields);
    }

    private Answer post(String path, Map<String, ?> fields) {
        Map<String, Object> variables = new LinkedHashMap<>();
        fields.forEach((name, value) -> variables.put(name, variable(value)));
        HttpResponse<String> response =
                session.json("POST", ENGINE + path, json.writeValueAsString(Map.of("variables", variables)));
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(
                response.statusCode(),
                type.contains("json") ? json.readTree(response.body()) : json.nullNode(),
                response.body());
    }

    /** As form-js submits: numbers, check boxes and texts. */
    private static Map<String, @Nullable Object> variable(@Nullable Object value) {
        Map<String, @Nullable Object> variable = new LinkedHashMap<>();
        variable.put("value", value);
        if (value != null) {
            variable.put(
                    "type", value instanceof Boolean ? "Boolean" : value instanceof Integer ? "Integer" : "String");
            if (!(value instanceof Boolean || value instanceof Integer)) {
                variable.put("value", value.toString());
            }
        }
        return variable;
    }
}
