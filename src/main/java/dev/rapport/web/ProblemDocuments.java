package dev.rapport.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.DatabaseRules;
import dev.rapport.shared.DatabaseTrouble;
import dev.rapport.shared.FieldError;
import dev.rapport.web.Problems.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * The one place where what goes wrong below {@code /api} becomes an answer. A page shows the refusals it expects itself;
 * another refusal becomes a page of its own here, and whatever else happens is left to {@link ErrorPages}.
 */
@RestControllerAdvice
class ProblemDocuments {

    private static final Logger log = LoggerFactory.getLogger(ProblemDocuments.class);

    private final Problems problems;

    ProblemDocuments(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    Object handle(Exception exception, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws Exception {
        if (exception instanceof AccessDeniedException) {
            // thrown again as it is, it goes on to the next in line
            throw exception;
        }
        if (!isApi(request.getRequestURI())) {
            return onPage(exception, request, response, locale);
        }
        if (exception instanceof BusinessRuleViolation refusal) {
            return answer(problems.of(refusal, locale));
        }
        var kept = DatabaseRules.refusal(exception);
        if (kept.isPresent()) {
            return answer(problems.of(kept.get(), locale));
        }
        if (exception instanceof HttpMessageNotReadableException unreadable) {
            return answer(unreadable(unreadable, locale));
        }
        if (exception instanceof IllegalArgumentException && isPattern(request.getContentType())) {
            // Spring has no name for this
            return answer(problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, locale));
        }
        if (exception instanceof InvalidParameterException garbled) {
            return answer(problems.of(HttpStatusCode.valueOf(garbled.getErrorCode()), locale));
        }
        if (isBrokenUpload(exception)) {
            return answer(problems.of(HttpStatus.BAD_REQUEST, locale));
        }
        if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
            return answer(problems.of(BusinessRuleViolation.invalid(mismatch.getName(), "invalid"), locale));
        }
        if (exception instanceof OptimisticLockingFailureException) {
            return answer(problems.of(BusinessRuleViolation.conflict("version", "stale-version"), locale));
        }
        if (exception instanceof ErrorResponse error) {
            return answer(problems.of(error.getStatusCode(), locale), error.getHeaders());
        }
        var trouble = DatabaseTrouble.behind(exception);
        if (trouble.isPresent()) {
            log.warn("The database is {}: {}", trouble.get(), exception.toString());
            HttpHeaders later = new HttpHeaders();
            later.set(HttpHeaders.RETRY_AFTER, "10");
            return answer(problems.of(trouble.get(), locale), later);
        }
        return answer(problems.unexpected(exception, locale));
    }

    /** A page shows the refusals it expects beside its fields; these are the others. */
    private ModelAndView onPage(
            Exception exception, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws Exception {
        if (exception instanceof BusinessRuleViolation refusal) {
            return ErrorPages.page(problems.of(refusal, locale), request, response);
        }
        var kept = DatabaseRules.refusal(exception);
        if (kept.isPresent()) {
            return ErrorPages.page(problems.of(kept.get(), locale), request, response);
        }
        if (exception instanceof InvalidParameterException garbled) {
            return ErrorPages.page(
                    problems.of(HttpStatusCode.valueOf(garbled.getErrorCode()), locale), request, response);
        }
        if (isBrokenUpload(exception)) {
            return ErrorPages.page(problems.of(HttpStatus.BAD_REQUEST, locale), request, response);
        }
        if (exception instanceof OptimisticLockingFailureException) {
            BusinessRuleViolation stale = BusinessRuleViolation.conflict("version", "stale-version");
            return ErrorPages.page(problems.of(stale, locale), request, response);
        }
        throw exception;
    }

    static boolean isApi(String path) {
        return path.startsWith("/api/") || path.equals("/api");
    }

    /** A value of the wrong type names its field; anything else is no JSON at all. */
    private Problem unreadable(HttpMessageNotReadableException unreadable, Locale locale) {
        if (unreadable.getCause() instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            String field = mismatch.getPath().stream()
                    .map(step ->
                            step.getPropertyName() != null ? step.getPropertyName() : Integer.toString(step.getIndex()))
                    .collect(Collectors.joining("."));
            return problems.of(BusinessRuleViolation.invalid(List.of(invalid(field))), locale);
        }
        return problems.of(HttpStatus.BAD_REQUEST, locale);
    }

    /** One that is too large says so itself. */
    private static boolean isBrokenUpload(Exception exception) {
        return exception instanceof MultipartException && !(exception instanceof ErrorResponse);
    }

    /** Whether a content type says what is wanted instead of what is sent. */
    private static boolean isPattern(@Nullable String contentType) {
        return contentType != null && contentType.contains("*");
    }

    private static FieldError invalid(String field) {
        return FieldError.of(field, "invalid");
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(HttpStatusCode.valueOf(problem.status()))
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
