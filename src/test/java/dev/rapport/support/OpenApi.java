package dev.rapport.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.support.Api.Answer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The served OpenAPI document, and whether a real request and its answer are as it says. */
@Component
@Lazy
@Profile("test")
public class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    OpenApi(Api api) {
        Answer served = api.as("anna").get("/api/openapi");
        assertThat(served.status()).isEqualTo(200);
        document = served.json();
    }

    /** All operations, as {@code GET /api/contacts/{id}}. */
    public SortedSet<String> operations() {
        SortedSet<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The statuses that an operation is documented to answer with. */
    public Set<String> statuses(String operation) {
        return Set.copyOf(operation(operation).path("responses").propertyNames());
    }

    /** Names of the query parameters of an operation. */
    public Set<String> query(String operation) {
        return operation(operation)
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .collect(Collectors.toSet());
    }

    /** Fails unless what was sent is documented and the answer has a documented status, media type and shape. */
    public void check(String operation, @Nullable Object body, Answer answer) {
        JsonNode documented = operation(operation);
        assertThat(documented.isMissingNode()).as(operation + " is documented").isFalse();
        if (body != null) {
            JsonNode sent = body instanceof String text
                    ? JsonMapper.shared().readTree(text)
                    : JsonMapper.shared().valueToTree(body);
            JsonNode schema = resolve(documented.at("/requestBody/content/application~1json/schema"));
            assertThat(schema.path("properties").propertyNames())
                    .as("body of " + operation)
                    .containsAll(sent.propertyNames());
        }
        JsonNode response = documented.path("responses").path(Integer.toString(answer.status()));
        assertThat(response.isMissingNode())
                .as("%s answers %d as documented: %s", operation, answer.status(), answer.text())
                .isFalse();
        if (answer.text().isEmpty()) {
            assertThat(response.has("content"))
                    .as(operation + " answers nothing")
                    .isFalse();
            return;
        }
        String type = String.valueOf(answer.header("Content-Type")).replaceAll(";.*", "");
        JsonNode content = response.path("content").path(type);
        assertThat(content.isMissingNode()).as("%s answers %s", operation, type).isFalse();
        if (!type.endsWith("json")) {
            return;
        }
        List<String> faults = new ArrayList<>();
        validate(content.path("schema"), answer.json(), "", faults);
        assertThat(faults).as("%s answered %s", operation, answer.text()).isEmpty();
    }

    /** As documented: parameters, body and answers. */
    public JsonNode operation(String operation) {
        String[] parts = operation.split(" ", -1);
        return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    /** What a schema stands for that is named elsewhere, else itself. */
    public JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    /** What the document uses of JSON schema; a property that it does not name is a fault, too. */
    private void validate(JsonNode unresolved, JsonNode value, String at, List<String> faults) {
        JsonNode schema = resolve(unresolved);
        if (schema.has("anyOf")) {
            boolean any = schema.path("anyOf").valueStream().anyMatch(choice -> {
                List<String> found = new ArrayList<>();
                validate(choice, value, at, found);
                return found.isEmpty();
            });
            if (!any) {
                faults.add(at + ": none of the choices fits " + value);
            }
            return;
        }
        if (!types(schema).isEmpty()
                && !types(schema).contains(type(value))
                && !(type(value).equals("integer") && types(schema).contains("number"))) {
            faults.add(at + ": " + type(value) + " instead of " + types(schema));
            return;
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                validate(schema.path("items"), value.get(i), at + "/" + i, faults);
            }
        } else if (value.isObject()) {
            schema.path("required").forEach(name -> {
                if (!value.has(name.asString())) {
                    faults.add(at + "/" + name.asString() + ": missing");
                }
            });
            if (schema.has("properties")) {
                value.properties().forEach(property -> {
                    JsonNode named = schema.path("properties").path(property.getKey());
                    if (named.isMissingNode()) {
                        faults.add(at + "/" + property.getKey() + ": not documented");
                    } else {
                        validate(named, property.getValue(), at + "/" + property.getKey(), faults);
                    }
                });
            }
        } else if (value.isString()) {
            switch (schema.path("format").asString("")) {
                case "date-time" -> OffsetDateTime.parse(value.asString());
                case "date" -> LocalDate.parse(value.asString());
                default -> {}
            }
        }
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).toList()
                : type.isString() ? List.of(type.asString()) : List.of();
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NULL, MISSING -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case OBJECT, POJO -> "object";
            case STRING, BINARY -> "string";
        };
    }
}
