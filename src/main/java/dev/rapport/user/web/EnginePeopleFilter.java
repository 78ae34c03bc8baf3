package dev.rapport.user.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import dev.rapport.shared.Sentences;
import dev.rapport.web.Who;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people learn of each other through the engine's API: names, which Tasklist and Cockpit show, and nothing else. Who is in which
 * group and how somebody is reached is for system admins. Asking for it is refused, also by a question whose answer tells
 * it, and what the engine adds unasked is taken out.
 */
@Component
@Order(EnginePeopleFilter.BEHIND_THE_CHECK_OF_REQUESTS)
class EnginePeopleFilter extends OncePerRequestFilter {

    /** The body has been read into memory by then and can be read again. */
    static final int BEHIND_THE_CHECK_OF_REQUESTS = -58;

    private static final String ENGINE = "/camunda/api/engine/engine/{engine}";

    private static final RequestMatcher ANY = withDefaults().matcher(ENGINE + "/**");
    private static final RequestMatcher USERS = withDefaults().matcher(ENGINE + "/user/**");
    private static final RequestMatcher PROFILE = withDefaults().matcher(ENGINE + "/user/{user}/profile/**");
    private static final RequestMatcher GROUPS = withDefaults().matcher(ENGINE + "/identity/groups/**");

    /** By what users may be looked for; by nothing that is not shown. */
    private static final Set<String> USER_QUERY = Set.of(
            "id",
            "idIn",
            "firstName",
            "firstNameLike",
            "lastName",
            "lastNameLike",
            "sortBy",
            "sortOrder",
            "firstResult",
            "maxResults");

    private static final Set<String> SORTED_BY = Set.of("userId", "firstName", "lastName");

    /** What the engine answers with the help of the groups of the user who is named. */
    private static final Set<String> TELLS_GROUPS = Set.of("candidateUser", "startableBy", "potentialStarter");

    private final JsonMapper json;
    private final Sentences sentences;
    private final LocaleResolver locales;

    EnginePeopleFilter(JsonMapper json, Sentences sentences, LocaleResolver locales) {
        this.json = json;
        this.sentences = sentences;
        this.locales = locales;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ANY.matches(request) || request.isUserInRole(Who.SYSTEM_ADMIN.name());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String self = String.valueOf(request.getRemoteUser());
        if (asksForGroups(request, self)) {
            refuse(request, response);
            return;
        }
        if (PROFILE.matches(request)) {
            boolean own = self.equals(PROFILE.matcher(request).getVariables().get("user"));
            answer(request, response, chain, own ? profile -> {} : EnginePeopleFilter::withoutAddress);
        } else if (USERS.matches(request)) {
            answer(request, response, chain, EnginePeopleFilter::withoutAddress);
        } else if (GROUPS.matches(request)) {
            answer(request, response, chain, groups -> groups.putArray("groupUsers"));
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean asksForGroups(HttpServletRequest request, String self) throws IOException {
        Map<String, String[]> parameters = request.getParameterMap();
        if (USERS.matches(request) && !PROFILE.matches(request) && "GET".equals(request.getMethod())) {
            return !USER_QUERY.containsAll(parameters.keySet()) || !all(parameters.get("sortBy"), SORTED_BY::contains);
        }
        if (GROUPS.matches(request)) {
            return !all(parameters.get("userId"), self::equals);
        }
        return parameters.entrySet().stream()
                        .anyMatch(parameter ->
                                tellsGroups(parameter.getKey()) && !all(parameter.getValue(), self::equals))
                || asksForGroups(read(request.getInputStream().readAllBytes()), self);
    }

    private static boolean asksForGroups(JsonNode asked, String self) {
        return asked.properties().stream()
                        .anyMatch(field -> tellsGroups(field.getKey())
                                && !field.getValue().isNull()
                                && !self.equals(field.getValue().asString("")))
                || asked.valueStream().anyMatch(part -> asksForGroups(part, self));
    }

    private static boolean tellsGroups(String name) {
        return TELLS_GROUPS.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static boolean all(String @Nullable [] values, java.util.function.Predicate<String> test) {
        return values == null || Arrays.stream(values).allMatch(test);
    }

    /** Not JSON, or no body: then the engine reads none of it either. */
    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return json.nullNode();
        }
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Consumer<ObjectNode> change)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        JsonNode said = read(answer.getContentAsByteArray());
        if (said.isContainer() && answer.getStatus() == HttpServletResponse.SC_OK) {
            if (said instanceof ObjectNode one) {
                change.accept(one);
            } else {
                said.valueStream()
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .forEach(change);
            }
            answer.resetBuffer();
            answer.getOutputStream().write(json.writeValueAsString(said).getBytes(StandardCharsets.UTF_8));
        }
        answer.copyBodyToResponse();
    }

    private static void withoutAddress(ObjectNode user) {
        if (user.has("email")) {
            user.putNull("email");
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "AuthorizationException");
        body.put("message", sentences.text("user.engine.refused", locales.resolveLocale(request)));
        body.put("code", null);
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }
}
