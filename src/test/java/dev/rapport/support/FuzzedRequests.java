package dev.rapport.support;

import dev.rapport.support.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Requests at random to what the OpenAPI document names: of what its schemas ask for, of values that earlier answers had, and
 * of what is in no schema. How much of it is wrong is thrown for each request, so that some come far.
 */
public final class FuzzedRequests {

    /** In percent. */
    private static final List<Integer> MALICE = List.of(0, 0, 3, 10, 40);

    private static final int REMEMBERED = 40;

    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/octet-stream",
            "application/x-java-serialized-object",
            "*/*",
            "x");

    private static final List<Map.Entry<String, List<String>>> HEADERS = List.of(
            Map.entry(
                    "Idempotency-Key",
                    List.of("", " ", "x", "x", "\u00ff", "k".repeat(100), "k".repeat(101), "k".repeat(4_000))),
            Map.entry("If-Match", List.of("*", "\"0\"", "W/\"x\"", "nonsense", "-1")),
            Map.entry("If-None-Match", List.of("*", "\"0\"")),
            Map.entry("If-Modified-Since", List.of("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT")),
            Map.entry("Accept", List.of("text/html", "application/xml", "nonsense", "application/json;q=0", "image/*")),
            Map.entry("Accept-Language", List.of("en", "fr", "x-klingon", "de;q=nonsense", "*", "-".repeat(300))),
            Map.entry("Content-Encoding", List.of("gzip", "nonsense")),
            Map.entry("Range", List.of("bytes=0-0", "bytes=-1", "nonsense")),
            Map.entry("HX-Request", List.of("true")),
            Map.entry("Origin", List.of("https://evil.example", "null")),
            Map.entry("X-HTTP-Method-Override", List.of("DELETE")));

    private static final List<String> BAD_PATHS = List.of(
            "-1",
            "0",
            "x",
            "9223372036854775807",
            "9223372036854775808",
            "%00",
            "%FF%FE",
            "%E2%80%AE",
            "1%27--",
            "%24%7B7*7%7D",
            "1;x=y",
            "%20",
            "1.0",
            "0x1",
            "y".repeat(300));

    private static final List<String> BAD_ESCAPES = List.of("%00", "%FF%FE", "%ED%A0%80", "%E2%80%AE", "a%00b");

    /** One of them. */
    public record Request(
            String operation,
            String path,
            Map<String, String> headers,
            @Nullable String body) {

        /** For the door. */
        public boolean isTooLarge() {
            return body != null && body.length() > 1_000_000;
        }

        @Override
        public String toString() {
            String shown = body == null || body.length() < 600 ? body : body.substring(0, 600) + "...";
            return operation + " as " + path + " " + headers + " " + shown;
        }
    }

    private final OpenApi openApi;
    private final Random random;
    private final HostileValues hostile;
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, List<String>> values = new HashMap<>();
    private int malice;

    public FuzzedRequests(OpenApi openApi, long seed) {
        this.openApi = openApi;
        this.random = new Random(seed);
        this.hostile = new HostileValues(random);
    }

    public Request next(String operation) {
        malice = hostile.one(MALICE);
        JsonNode documented = openApi.operation(operation);
        String path = path(operation.replaceAll(".* ", "")) + query(documented);
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.forEach(header -> {
            if (random.nextInt(400) < malice) {
                headers.put(header.getKey(), hostile.one(header.getValue()));
            }
        });
        JsonNode contents = documented.at("/requestBody/content");
        if (contents.isMissingNode()) {
            return new Request(operation, path, headers, evil(4) ? hostile.anything() : null);
        }
        String type = contents.propertyNames().iterator().next();
        headers.put(
                "Content-Type",
                evil(8) ? hostile.one(CONTENT_TYPES) : type + (type.startsWith("multipart") ? "; boundary=x" : ""));
        JsonNode schema = contents.path(type).path("schema");
        return new Request(
                operation, path, headers, type.startsWith("multipart") ? multipart(schema) : broken(value(schema, "")));
    }

    /** What is there by now; what it is called says where it may be sent. */
    public void learn(Request request, Answer answer) {
        if (answer.status() == 201) {
            ids.computeIfAbsent(collection(request.path()), key -> new ArrayList<>())
                    .add(answer.json().path("id").asString(""));
        }
        if (answer.status() < 300) {
            learn(answer.json());
        }
    }

    private void learn(JsonNode json) {
        json.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isString() || value.isBoolean()) {
                remember(property.getKey(), value.toString());
            }
        });
        json.forEach(this::learn);
        if (json.path("version").isIntegralNumber()) {
            remember("version", json.path("version").toString());
        }
        if (json.path("reminder").path("id").isIntegralNumber()) {
            ids.computeIfAbsent("reminders", key -> new ArrayList<>())
                    .add(json.path("reminder").path("id").toString());
        }
    }

    /** The last ones: versions go up. */
    private void remember(String name, String value) {
        List<String> known = values.computeIfAbsent(name, key -> new ArrayList<>());
        if (!known.contains(value)) {
            known.add(value);
            if (known.size() > REMEMBERED) {
                known.remove(0);
            }
        }
    }

    /** The last word that is no variable: what {@code addressId} and {@code /addresses/{id}} mean. */
    private static String collection(String path) {
        return Stream.of(path.replaceAll("[?].*", "").split("/", -1))
                .filter(part -> part.matches("[a-z-]+"))
                .reduce((first, last) -> last)
                .orElse("");
    }

    private boolean evil(int share) {
        return malice > 0 && random.nextInt(100) < Math.max(1, malice * share / 10);
    }

    private String path(String pattern) {
        StringBuilder path = new StringBuilder();
        for (String part : pattern.substring(1).split("/", -1)) {
            path.append('/').append(part.startsWith("{") ? variable(path.toString(), part) : part);
        }
        return path.toString();
    }

    private String variable(String before, String name) {
        List<String> known = ids.getOrDefault(
                name.matches("\\{.+Id}") ? plural(name.substring(1, name.length() - 3)) : collection(before),
                List.of());
        return known.isEmpty() || evil(3) ? hostile.one(BAD_PATHS) : hostile.one(known);
    }

    private static String plural(String noun) {
        return noun.endsWith("s") ? noun + "es" : noun + "s";
    }

    private String query(JsonNode documented) {
        List<String> parameters = documented
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .filter(parameter -> random.nextInt(100) < 35)
                .flatMap(parameter -> Stream.generate(() -> parameter).limit(evil(3) ? 2 : 1))
                .map(parameter -> parameter.path("name").asString() + "=" + queryValue(parameter))
                .collect(Collectors.toCollection(ArrayList::new));
        if (evil(2)) {
            parameters.add(hostile.one(List.of("=", "&&", "x=%00", "%FF=%FE", "limit", "limit=", "after=")));
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private String queryValue(JsonNode parameter) {
        if (evil(2)) {
            return hostile.one(BAD_ESCAPES);
        }
        // one of several: each of them has its name before it
        JsonNode schema = openApi.resolve(parameter.path("schema"));
        String json = value(
                type(schema).equals("array") ? schema.path("items") : schema,
                parameter.path("name").asString());
        String text = json.startsWith("\"")
                ? tools.jackson.databind.json.JsonMapper.shared().readTree(json).asString()
                : json;
        // an address has an end, too: Tomcat's refusal of a longer one is no answer of the API's
        return URLEncoder.encode(text.substring(0, Math.min(text.length(), 500)), StandardCharsets.UTF_8);
    }

    /** Files and texts under the names that there are. */
    private String multipart(JsonNode schema) {
        StringBuilder body = new StringBuilder();
        openApi.resolve(schema)
                .path("properties")
                .propertyNames()
                .forEach(name -> body.append("--x\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append(
                                evil(3)
                                        ? "\""
                                        : "\"; filename=\""
                                                + hostile.one(List.of("x.bpmn", "x.form", "../x", "", "\u202Enpmb.exe"))
                                                + "\"")
                        .append("\r\n\r\n")
                        .append(hostile.one(List.of(
                                "",
                                "<x/>",
                                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
                                "{}",
                                "x".repeat(10_000))))
                        .append("\r\n"));
        return body.append(evil(3) ? "" : "--x--\r\n").toString();
    }

    /** Sometimes not even JSON. */
    private String broken(String json) {
        if (!evil(2)) {
            return json;
        }
        return switch (random.nextInt(7)) {
            case 0 -> json.substring(0, json.length() / 2);
            case 1 -> json + json;
            case 2 -> "\uFEFF" + json;
            case 3 -> "";
            case 4 -> "[" + json + "]";
            case 5 -> json.replaceFirst("\\}$", ",\"x\":\"" + "y".repeat(1_100_000) + "\"}");
            default -> hostile.anything();
        };
    }

    private String value(JsonNode unresolved, String name) {
        if (evil(4)) {
            return hostile.anything();
        }
        JsonNode schema = openApi.resolve(unresolved);
        if (schema.has("anyOf")) {
            return value(hostile.one(schema.path("anyOf").valueStream().toList()), name);
        }
        String type = type(schema);
        if (type.equals("object")) {
            return object(schema);
        }
        if (evil(6)) {
            return hostile.ofType(type);
        }
        if (schema.has("enum")) {
            return hostile.one(schema.path("enum").valueStream().toList()).toString();
        }
        return switch (type) {
            case "array" ->
                Stream.generate(() -> value(schema.path("items"), name))
                        .limit(random.nextInt(3))
                        .collect(Collectors.joining(",", "[", "]"));
            case "null" -> "null";
            case "integer", "number" -> number(name);
            case "boolean" -> String.valueOf(random.nextBoolean());
            default -> text(schema, name);
        };
    }

    /** One that is not null as often as one can be had. */
    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        List<String> types = type.isArray()
                ? type.valueStream().map(JsonNode::asString).toList()
                : List.of(type.asString(schema.has("properties") ? "object" : "string"));
        return random.nextInt(4) == 0
                ? hostile.one(types)
                : types.stream()
                        .filter(each -> !each.equals("null"))
                        .findFirst()
                        .orElse("null");
    }

    private String number(String name) {
        List<String> known = name.endsWith("Id")
                ? ids.getOrDefault(
                        plural(name.substring(0, name.length() - 2).replaceAll("contactPerson", "contact-person")),
                        List.of())
                : values.getOrDefault(name, List.of());
        return known.isEmpty() ? String.valueOf(random.nextInt(4)) : hostile.one(known);
    }

    private String text(JsonNode schema, String name) {
        List<String> known = values.getOrDefault(name, List.of());
        if (!known.isEmpty() && random.nextInt(5) > 0) {
            return hostile.one(known);
        }
        String day = LocalDate.now(java.time.ZoneOffset.UTC)
                .plusDays(random.nextInt(30))
                .toString();
        return HostileValues.quoted(
                switch (schema.path("format").asString("")) {
                    case "date" -> day;
                    case "date-time" -> day + "T10:00:00Z";
                    default -> hostile.one(List.of("Muster", "x", day, day + "T10:00", "00:10", "PT1H", "Ulm"));
                });
    }

    private String object(JsonNode schema) {
        List<String> properties = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            boolean required = schema.path("required")
                    .valueStream()
                    .anyMatch(each -> each.asString().equals(property.getKey()));
            if (evil(2) || (!required && random.nextInt(100) < 30)) {
                return;
            }
            String named = HostileValues.quoted(property.getKey()) + ":";
            properties.add(named + value(property.getValue(), property.getKey()));
            if (evil(1)) {
                properties.add(named + value(property.getValue(), property.getKey()));
            }
        });
        if (evil(2)) {
            properties.add(HostileValues.quoted(hostile.text()) + ":" + hostile.anything());
        }
        return "{" + String.join(",", properties) + "}";
    }
}
