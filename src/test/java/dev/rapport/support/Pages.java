package dev.rapport.support;

import dev.rapport.support.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Asks for pages as a browser does: forms instead of JSON, with the token against forged requests. */
@Component
@Lazy
@Profile("test")
public class Pages {

    private final Api api;

    @org.springframework.beans.factory.annotation.Autowired
    Pages(Api api) {
        this.api = api;
    }

    /** The same with the login of a test user, see {@link TestUsers}. */
    public Pages as(String user) {
        return new Pages(api.as(user));
    }

    /** The same as htmx asks: for a part of the page. */
    public Pages asHtmx() {
        return new Pages(api.with("HX-Request", "true"));
    }

    /** The same for an English reader. */
    public Pages inEnglish() {
        return new Pages(api.with("Accept-Language", "en"));
    }

    public Answer get(String path) {
        return api.get(path);
    }

    /** Sends a form; a list is sent one by one under its name. */
    public Answer submit(String path, Map<String, ?> fields) {
        String token = UUID.randomUUID().toString();
        String body = fields.entrySet().stream()
                .flatMap(field -> values(field.getValue()).map(value -> encoded(field.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return api.with("Cookie", "RAPPORT_CSRF=" + token)
                .with("X-CSRF-TOKEN", token)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post(path, body);
    }

    private static Stream<String> values(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf)
                : Stream.of(String.valueOf(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
