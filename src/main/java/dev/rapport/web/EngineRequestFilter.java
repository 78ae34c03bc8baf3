package dev.rapport.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rapport.shared.Texts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Second lock against CVE-2026-109432: no request to the engine's REST API, by whomever, carries an expression. Every
 * JSON key and every parameter whose name ends in {@code Expression} is refused, at any depth. Only JSON and uploads get
 * through at all, so that nothing is read as JSON here and as something else behind.
 */
@Component
@Order(EngineRequestFilter.BEHIND_SPRING_SECURITY)
class EngineRequestFilter extends OncePerRequestFilter {

    /** Spring Security's chain has -100, the engine's login filters -50. */
    static final int BEHIND_SPRING_SECURITY = -60;

    private static final String SUFFIX = "expression";

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");

    /** Control characters, invisible ones, half a surrogate pair: no name of the engine's has one, and two readers differ. */
    private static final Pattern NO_NAME = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final String UNSEEN_NAME = "A name in the request contains characters that cannot be seen";

    /** The same parser as the engine's REST API uses, so that both read the same keys. */
    private final JsonFactory json = new JsonFactory();

    /** Reads the path as the permission table does: decoded, so that {@code /camunda/%61pi} is no way around. */
    private static final RequestMatcher ENGINE = new OrRequestMatcher(
            withDefaults().matcher("/engine-rest/**"), withDefaults().matcher("/camunda/api/**"));

    static boolean isForEngine(HttpServletRequest request) {
        return ENGINE.matches(request);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isForEngine(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasExpressionParameter(request.getQueryString())) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "Expressions are not allowed in requests");
            return;
        }
        if (NO_NAME.matcher(decode(request.getRequestURI())).find()) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, UNSEEN_NAME);
            return;
        }
        String type = request.getContentType() == null
                ? ""
                : request.getContentType().toLowerCase(Locale.ROOT).strip();
        BufferedBody buffered = BufferedBody.read(request);
        if (!isBlank(buffered.body()) && !type.startsWith("multipart/form-data")) {
            if (!type.startsWith("application/json") && !type.startsWith("application/hal+json")) {
                refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Only JSON is accepted");
                return;
            }
            String refusal = refusal(buffered.body());
            if (refusal != null) {
                refuse(response, HttpServletResponse.SC_BAD_REQUEST, refusal);
                return;
            }
            buffered = BufferedBody.of(request, visible(buffered.body()));
        }
        chain.doFilter(buffered, response);
    }

    private @Nullable String refusal(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    if (NO_NAME.matcher(parser.currentName()).find()) {
                        return UNSEEN_NAME;
                    }
                    if (isExpression(parser.currentName())) {
                        return "Expressions are not allowed in requests";
                    }
                }
            }
            return null;
        } catch (IOException e) {
            return "The request is not valid JSON";
        }
    }

    /** The same with texts as Rapport keeps them: variables that no step of Rapport's reads are cleaned here or nowhere. */
    private byte[] visible(byte[] body) throws IOException {
        ByteArrayOutputStream cleaned = new ByteArrayOutputStream(body.length);
        boolean changed = false;
        try (JsonParser parser = json.createParser(body);
                JsonGenerator generator = json.createGenerator(cleaned)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
                String visible = Texts.visible(text);
                if (visible.equals(text)) {
                    generator.copyCurrentEvent(parser);
                } else {
                    changed = true;
                    generator.writeString(visible);
                }
            }
        }
        return changed ? cleaned.toByteArray() : body;
    }

    private static boolean hasExpressionParameter(@Nullable String query) {
        if (query == null) {
            return false;
        }
        return Arrays.stream(query.split("[&;]", -1))
                .map(parameter -> parameter.split("=", 2)[0])
                .map(EngineRequestFilter::decode)
                .anyMatch(name -> NO_NAME.matcher(name).find() || isExpression(name));
    }

    private static String decode(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // nothing behind this filter could decode it either
            return name;
        }
    }

    /** Of a name its letters and digits count, and of these neither case nor width: so nothing around it hides the end. */
    private static boolean isExpression(String name) {
        String letters = NO_LETTER
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                .replaceAll("");
        return letters.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"type\":\"InvalidRequest\",\"message\":\"" + sentence + "\",\"code\":null}");
    }
}
