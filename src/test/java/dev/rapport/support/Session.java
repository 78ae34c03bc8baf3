package dev.rapport.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A browser's session without the browser: keeps cookies, sends back the CSRF tokens of Rapport and of the engine's
 * webapps, follows no redirect.
 */
public final class Session {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Session(String base) {
        this.base = base;
    }

    /** Logs in through the form. */
    public static Session of(Api api, String user) {
        Session session = new Session(api.base());
        HttpResponse<String> answer = session.login(user, TestUsers.PASSWORD);
        if (answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new IllegalStateException("The login of " + user + " was refused");
        }
        return session;
    }

    public HttpResponse<String> login(String user, String password) {
        get("/login");
        return form("/login", Map.of("username", user, "password", password));
    }

    /** Sends a header with every request from now on. */
    public Session header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** Under which its row is stored. */
    public String storedId() {
        return new String(Base64.getDecoder().decode(cookies.get("RAPPORT_SESSION")), StandardCharsets.UTF_8);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, null, null);
    }

    public HttpResponse<String> form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", path, body, "application/x-www-form-urlencoded");
    }

    public HttpResponse<String> json(String method, String path, @Nullable String body) {
        return send(method, path, body, "application/json");
    }

    public HttpResponse<String> send(String method, String path, @Nullable String body, @Nullable String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (cookies.containsKey("RAPPORT_CSRF")) {
            request.header("X-CSRF-TOKEN", cookies.get("RAPPORT_CSRF"));
        }
        if (cookies.containsKey("RAPPORT_WEBAPP_XSRF")) {
            request.header("X-XSRF-TOKEN", cookies.get("RAPPORT_WEBAPP_XSRF"));
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), Session::body);
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What goes on for as long as somebody listens is let go once it has begun. */
    private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo answer) {
        boolean endless = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        return endless
                ? HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), Session::close)
                : HttpResponse.BodyHandlers.ofString().apply(answer);
    }

    private static String close(InputStream stream) {
        try (stream) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String setCookie) {
        for (HttpCookie cookie : HttpCookie.parse(setCookie)) {
            if (cookie.getMaxAge() == 0 || cookie.getValue().isEmpty()) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
