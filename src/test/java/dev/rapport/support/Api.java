package dev.rapport.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks real HTTP to the application under test, with basic authentication.
 *
 * <pre>{@code
 * Answer answer = api.as("anna").post("/api/addresses", Map.of("kind", "company", "name", "Muster GmbH"));
 * assertThat(answer.status()).isEqualTo(201);
 * }</pre>
 */
@Component
@Lazy
@Profile("test")
public class Api {

    /** Escapes let a test send half a surrogate pair. */
    private static final JsonMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final HttpClient client;
    private final Environment environment;
    private final Map<String, String> headers;

    @org.springframework.beans.factory.annotation.Autowired
    Api(Environment environment) {
        this(HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build(), environment, Map.of());
    }

    private Api(HttpClient client, Environment environment, Map<String, String> headers) {
        this.client = client;
        this.environment = environment;
        this.headers = headers;
    }

    /**
     * What came back.
     *
     * @param json null node when the body is no JSON
     */
    public record Answer(int status, HttpResponse<String> response, JsonNode json) {

        public String text() {
            return response.body();
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** {@code field:code} of each refused field. */
        public List<String> errors() {
            return json.path("errors")
                    .valueStream()
                    .map(error -> error.path("field").asString() + ":"
                            + error.path("code").asString())
                    .toList();
        }
    }

    /** The same with the login of a test user, see {@link TestUsers}. */
    public Api as(String user) {
        String login = user + ":" + TestUsers.PASSWORD;
        return with(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    public Api with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(client, environment, more);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** Sends a map, list or record, or JSON as text. */
    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    /** Sends a map, list or record, or JSON as text. */
    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path));
        headers.forEach(request::setHeader);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            if (!headers.containsKey("Content-Type")) {
                request.setHeader("Content-Type", "application/json");
            }
            String text = body instanceof String string ? string : json.writeValueAsString(body);
            request.method(method, HttpRequest.BodyPublishers.ofString(text));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode node = type.contains("json") ? json.readTree(response.body()) : json.nullNode();
            return new Answer(response.statusCode(), response, node);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Address of the application under test, without a slash at the end. */
    public String base() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }
}
