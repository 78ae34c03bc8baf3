package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.DatabaseTrouble;
import dev.rapport.shared.FieldError;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine's REST APIs answer when a step refuses (rule 22): the status of Rapport's own API (422, 409, 404) instead
 * of a server error, the sentence where Tasklist reads it, and the refused fields; to a deployment that waits for a second
 * person, where it waits; and to a start form that is sent again, the answer of the first time. Jersey finds it in the list of
 * services, because the webapps build their REST application themselves.
 */
public final class RefusalAnswers implements AutoDiscoverable {

    private static final Logger log = LoggerFactory.getLogger(RefusalAnswers.class);

    @Override
    public void configure(jakarta.ws.rs.core.FeatureContext context) {
        for (Class<?> component : List.of(
                Mapper.class,
                ProposedMapper.class,
                PasswordMapper.class,
                AlreadyStartedMapper.class,
                TroubleMapper.class,
                NotedFailure.class)) {
            if (!context.getConfiguration().isRegistered(component)) {
                context.register(component);
            }
        }
    }

    static int status(BusinessRuleViolation refusal) {
        return switch (refusal.kind()) {
            case INVALID -> 422;
            case CONFLICT -> 409;
            case NOT_FOUND -> 404;
            case FORBIDDEN -> 403;
        };
    }

    /** The body in the shape of the engine's own errors. */
    static Map<String, @Nullable Object> body(BusinessRuleViolation refusal) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", BusinessRuleViolation.class.getSimpleName());
        body.put("message", refusal.getMessage());
        body.put("code", null);
        List<Map<String, String>> errors = refusal.errors().stream()
                .map((FieldError error) -> Map.of("field", error.field(), "code", error.code()))
                .toList();
        body.put("errors", errors);
        return body;
    }

    static final class Mapper implements ExceptionMapper<BusinessRuleViolation> {

        @Override
        public Response toResponse(BusinessRuleViolation refusal) {
            return Response.status(status(refusal))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(body(refusal))
                    .build();
        }
    }

    /** By the type a pipeline tells what waits from what is refused; the Modeler shows the message. */
    static final class ProposedMapper implements ExceptionMapper<DeploymentProposed> {

        @Override
        public Response toResponse(DeploymentProposed proposed) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("type", DeploymentProposed.class.getSimpleName());
            body.put("message", proposed.getMessage());
            body.put("code", null);
            body.put("proposal", proposed.proposal());
            body.put("errors", List.of(Map.of("field", "deployment", "code", "proposed")));
            return Response.status(409)
                    .location(URI.create(proposed.address()))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(body)
                    .build();
        }
    }

    static final class TroubleMapper implements ExceptionMapper<DatabaseTrouble> {

        @Override
        public Response toResponse(DatabaseTrouble trouble) {
            log.warn("The database is {}: {}", trouble.kind(), String.valueOf(trouble.getCause()));
            return Response.status(trouble.kind().status())
                    .header("Retry-After", "10")
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(Map.of(
                            "type",
                            "database-" + trouble.kind().name().toLowerCase(Locale.ROOT),
                            "message",
                            String.valueOf(trouble.getMessage())))
                    .build();
        }
    }

    static final class PasswordMapper implements ExceptionMapper<LongPasswords.Refused> {

        @Override
        public Response toResponse(LongPasswords.Refused refused) {
            return new Mapper().toResponse(refused.refusal());
        }
    }

    /** Tasklist reads nothing but the id from the answer to a start. */
    static final class AlreadyStartedMapper implements ExceptionMapper<AlreadyStarted> {

        @Override
        public Response toResponse(AlreadyStarted again) {
            return Response.ok(Map.of("id", again.instance(), "links", List.of()), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
    }
}
