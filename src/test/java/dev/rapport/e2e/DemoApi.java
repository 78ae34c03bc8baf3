package dev.rapport.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that talks to a running instance as one of the demonstration's users. */
final class DemoApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String user;
    private final String password;

    private DemoApi(String base, String user, String password) {
        this.base = base;
        this.user = user;
        this.password = password;
    }

    static DemoApi of(RapportProcess rapport, String user) {
        return of(rapport, user, Browser.PASSWORD);
    }

    static DemoApi of(RapportProcess rapport, String user, String password) {
        return new DemoApi(rapport.url("").toString(), user, password);
    }

    /** @param base of a node, or of what stands in front of several */
    static DemoApi at(String base, String user) {
        return new DemoApi(base, user, Browser.PASSWORD);
    }

    record Answer(int status, JsonNode json, String text) {

        /** The answer itself, when it is the expected one. */
        JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError("Answered with " + status + " instead of " + expected + ": " + text);
            }
            return json;
        }
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(String path, Map<String, ?> body) {
        return post(path, body, Map.of());
    }

    Answer post(String path, Map<String, ?> body, Map<String, String> headers) {
        return send("POST", path, body, headers);
    }

    Answer patch(String path, Map<String, ?> body) {
        return send("PATCH", path, body, Map.of());
    }

    /** The section of the list of reminders that shows a contact's; {@code nowhere} when none does. */
    String sectionOf(long contact) {
        String after = "";
        while (true) {
            JsonNode page = get("/api/reminders?scope=all&limit=100" + after).expect(200);
            for (JsonNode item : page.path("items")) {
                if (item.path("contactId").asLong() == contact) {
                    return item.path("section").asString();
                }
            }
            if (page.path("next").isNull()) {
                return "nowhere";
            }
            after = "&after=" + page.path("next").asString();
        }
    }

    /** A planned call with the first address there is; more fields replace these. */
    JsonNode aPlannedContact(String subject, Map<String, ?> more) {
        return post("/api/contacts", draft(subject, more)).expect(201);
    }

    Map<String, Object> draft(String subject, Map<String, ?> more) {
        Map<String, Object> draft = new LinkedHashMap<>(Map.of(
                "addressId",
                get("/api/addresses?q=gmbh")
                        .expect(200)
                        .path("items")
                        .path(0)
                        .path("id")
                        .asLong(),
                "type",
                "CALL",
                "direction",
                "OUTGOING",
                "status",
                "PLANNED",
                "start",
                java.time.LocalDate.now(java.time.ZoneId.of("Europe/Berlin")).plusDays(7) + "T10:00",
                "duration",
                "00:00",
                "reminder",
                false,
                "subject",
                subject));
        draft.putAll(more);
        return draft;
    }

    Answer send(String method, String path, Map<String, ?> body, Map<String, String> headers) {
        String login = user + ":" + password;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(), json ? JSON.readTree(response.body()) : JSON.nullNode(), response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
