package dev.rapport.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.DatabaseTrouble;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import dev.rapport.shared.StartRequired;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/** Makes the API's answers to what went wrong (RFC 9457). */
@Component
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final SecureRandom random = new SecureRandom();

    private final Sentences sentences;
    private final ModelNames modelNames;

    Problems(Sentences sentences, ModelNames modelNames) {
        this.sentences = sentences;
        this.modelNames = modelNames;
    }

    /**
     * A problem document.
     *
     * @param rule the step of the model that refused, if one did
     * @param current of a conflict: the state as it is now
     * @param sent of a conflict: the state as the caller wanted it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RecordBuilder
    record Problem(
            String type,
            String title,
            int status,
            String detail,
            List<Refused> errors,
            BusinessRuleViolation.@Nullable Rule rule,
            @Nullable Object current,
            @Nullable Object sent) {}

    /**
     * One refused field.
     *
     * @param proposed of a start that is asked for: the one that is proposed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(
            String field,
            String code,
            String message,
            @Nullable OffsetDateTime proposed) {}

    Problem of(BusinessRuleViolation refusal, Locale locale) {
        HttpStatus status = switch (refusal.kind()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case CONFLICT -> HttpStatus.CONFLICT;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
        };
        return ProblemsProblemBuilder.builder()
                .type("urn:rapport:problem:"
                        + refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .title(sentences.text(key(status), locale))
                .status(status.value())
                .detail(sentences.of(refusal, locale))
                .errors(refusal.errors().stream()
                        .map(error -> refused(error, locale))
                        .toList())
                .rule(modelNames.of(refusal.rule(), locale))
                .current(refusal.current())
                .sent(refusal.sent())
                .build();
    }

    /** What the database could not do. */
    Problem of(DatabaseTrouble.Kind trouble, Locale locale) {
        String title = sentences.text(trouble.key(), locale);
        return ProblemsProblemBuilder.builder()
                .type("urn:rapport:problem:database-" + trouble.name().toLowerCase(Locale.ROOT))
                .title(title)
                .status(trouble.status())
                .detail(title)
                .errors(List.of())
                .build();
    }

    /** A problem that has no field, only its HTTP status. */
    Problem of(HttpStatusCode status, Locale locale) {
        return of(status, key(status), locale);
    }

    /** The same with another sentence than the one of its status. */
    Problem of(HttpStatusCode status, String key, Locale locale) {
        String title = sentences.text(key, locale);
        return ProblemsProblemBuilder.builder()
                .type("about:blank")
                .title(title)
                .status(status.value())
                .detail(title)
                .errors(List.of())
                .build();
    }

    /** Logs the exception under an id and answers with nothing but that id. */
    Problem unexpected(Throwable exception, Locale locale) {
        String id = logged(exception);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        return ProblemsProblemBuilder.builder()
                .type("about:blank")
                .title(sentences.text(key(status), locale))
                .status(status.value())
                .detail(sentences.text("problem.unexpected", locale, id))
                .errors(List.of())
                .build();
    }

    /** Logs the exception and returns the id under which it is found in the log. */
    static String logged(Throwable exception) {
        byte[] bytes = new byte[5];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        log.error("Unexpected, log id {}", id, exception);
        return id;
    }

    private Refused refused(FieldError error, Locale locale) {
        return new Refused(
                error.field(),
                error.code(),
                sentences.of(error, locale),
                StartRequired.proposed(error).orElse(null));
    }

    private static String key(HttpStatusCode status) {
        return switch (status.value()) {
            case 400, 401, 403, 404, 405, 406, 408, 409, 413, 415, 421, 422, 429, 500, 503 ->
                "problem." + status.value();
            default -> status.is5xxServerError() ? "problem.500" : "problem.400";
        };
    }
}
