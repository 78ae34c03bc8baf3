package dev.rapport.engine;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import dev.rapport.shared.Sentences;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes what the engine's REST APIs say about a request that they cannot work with fit to be read: the engine answers many of
 * them with a server error that names its classes. Here that is 400, 404 or 409 with a sentence, in the shape of the engine's
 * own errors. What really failed leaves by the way of every other failure, with a log id.
 */
@Component
@Order(EngineAnswers.INSIDE_THE_FILTER_FOR_CLOSED_TASKS)
class EngineAnswers extends OncePerRequestFilter {

    static final int INSIDE_THE_FILTER_FOR_CLOSED_TASKS = ClosedTaskFilter.OUTSIDE_THE_ENGINES_LOGIN + 1;

    /** Reads the path decoded, as the engine does. */
    private static final RequestMatcher ENGINE = new OrRequestMatcher(
            withDefaults().matcher("/engine-rest/**"), withDefaults().matcher("/camunda/api/**"));

    /** A qualified name, or the simple one of an exception before what it says. */
    private static final Pattern CLASS_NAME = Pattern.compile(
            "\\b[a-z][a-z0-9_]*(\\.[a-z][a-zA-Z0-9_]*)+\\.[A-Z]\\w*|\\w+(Exception|Error)\\b|\\bjava\\.|\\[L");

    private static final Pattern UNKNOWN =
            Pattern.compile("(?i)doesn't exist|does not exist|no deployed|cannot find|not found|no matching");

    /** What the webapps ask for by name. */
    private static final Set<String> KEPT = Set.of("AuthorizationException", "RestException");

    private static final String ENGINES = "org.camunda.bpm.engine.";
    private static final String OURS = "dev.rapport.";

    private final Sentences sentences;
    private final LocaleResolver locales;
    private final JsonMapper json;

    EngineAnswers(Sentences sentences, LocaleResolver locales, JsonMapper json) {
        this.sentences = sentences;
        this.locales = locales;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ENGINE.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() >= HttpServletResponse.SC_BAD_REQUEST && !answer.isCommitted()) {
            mend(request, answer);
        }
        answer.copyBodyToResponse();
    }

    private void mend(HttpServletRequest request, ContentCachingResponseWrapper answer)
            throws ServletException, IOException {
        Throwable failure = NotedFailure.of(request);
        int status = answer.getStatus();
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR && failure != null) {
            if (isFault(failure)) {
                answer.resetBuffer();
                throw new ServletException(failure);
            }
            status = status(failure);
        }
        JsonNode said = read(answer.getContentAsByteArray());
        String type = said.path("type").asString("");
        String message = said.path("message").asString("");
        if (said.has("errors")) {
            return; // a refusal of Rapport's, in a sentence already
        }
        boolean readable = !message.isBlank() && !CLASS_NAME.matcher(message).find();
        if (status == answer.getStatus() && readable && KEPT.contains(type)) {
            return;
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        // more than a message: what a model or a migration plan suffers from, where, and which right is missing
        said.properties().forEach(field -> {
            if (!CLASS_NAME.matcher(field.getValue().toString()).find()) {
                body.put(field.getKey(), field.getValue());
            }
        });
        Locale locale = locales.resolveLocale(request);
        body.put("type", KEPT.contains(type) ? type : "InvalidRequest");
        body.put("message", readable ? message : sentences.text(sentence(status), locale));
        body.putIfAbsent("code", null);
        answer.resetBuffer();
        answer.setStatus(status);
        answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
        answer.getOutputStream().write(json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }

    private static String sentence(int status) {
        return switch (status) {
            case HttpServletResponse.SC_FORBIDDEN -> "engine.request.forbidden";
            case HttpServletResponse.SC_NOT_FOUND -> "engine.request.unknown";
            case HttpServletResponse.SC_CONFLICT -> "engine.request.conflict";
            default -> "engine.request.invalid";
        };
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            // no error of the engine's; a sentence replaces whatever it is
            return json.nullNode();
        }
    }

    private static int status(Throwable failure) {
        if (failure instanceof OptimisticLockingException) {
            return HttpServletResponse.SC_CONFLICT;
        }
        return UNKNOWN.matcher(String.valueOf(failure.getMessage())).find()
                ? HttpServletResponse.SC_NOT_FOUND
                : HttpServletResponse.SC_BAD_REQUEST;
    }

    /**
     * Whether it is the request that could not be worked with, or Rapport that failed: the database, or code of Rapport's own.
     * A mistake in the request shows in the engine's checks, or in the engine's code that relies on there having been one.
     */
    private static boolean isFault(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 30; depth++) {
            // what a value does to a statement (classes 22 and 23) is the value's fault
            if (cause instanceof SQLException sql
                    && !String.valueOf(sql.getSQLState()).matches("2[23].*")) {
                return true;
            }
            if (cause instanceof Error) {
                return true;
            }
            cause = cause.getCause();
        }
        if (failure instanceof ProcessEngineException) {
            return false;
        }
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                return true;
            }
            if (frame.getClassName().startsWith(ENGINES)) {
                return false;
            }
        }
        return false;
    }
}
