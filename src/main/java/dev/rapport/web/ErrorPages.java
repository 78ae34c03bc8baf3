package dev.rapport.web;

import dev.rapport.shared.DatabaseTrouble;
import dev.rapport.web.Problems.Problem;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is shown when nobody else has answered: a page to a person, a problem document to a program. */
@Controller
class ErrorPages implements ErrorController {

    private final Problems problems;

    ErrorPages(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    @Nullable
    Object show(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Problem problem = problem(request, locale);
        if (path instanceof String uri && isForPrograms(uri)) {
            return ResponseEntity.status(HttpStatusCode.valueOf(problem.status()))
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        return page(problem, request, response);
    }

    /**
     * The problem as a page of its own or, asked by htmx, as a message in a corner: the page stays, and with it what was
     * typed.
     */
    static ModelAndView page(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        boolean partOfPage = HtmxRequest.fromRequest(request).isHtmxRequest();
        if (partOfPage) {
            inTheCorner(response);
        }
        ModelAndView page = new ModelAndView(partOfPage ? "web/error-toast" : "web/error");
        page.setStatus(HttpStatusCode.valueOf(problem.status()));
        page.addObject("problem", problem);
        return page;
    }

    /** Tells htmx to show the answer as a message and to leave the page as it is. */
    static void inTheCorner(HttpServletResponse response) {
        response.setHeader("HX-Retarget", "#toasts");
        response.setHeader("HX-Reswap", "beforeend");
    }

    private Problem problem(HttpServletRequest request, Locale locale) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable exception) {
            if (exception instanceof InvalidParameterException garbled) {
                // read by a filter: a form that is no form is no mistake of ours
                return problems.of(HttpStatusCode.valueOf(garbled.getErrorCode()), locale);
            }
            return DatabaseTrouble.behind(exception)
                    .map(trouble -> problems.of(trouble, locale))
                    .orElseGet(() -> problems.unexpected(exception, locale));
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // somebody who opens this path himself finds nothing here
        HttpStatusCode code = HttpStatusCode.valueOf(status instanceof Integer number ? number : 404);
        return ErrorSentence.of(request)
                .map(key -> problems.of(code, key, locale))
                .orElseGet(() -> problems.of(code, locale));
    }

    static boolean isForPrograms(String path) {
        return ProblemDocuments.isApi(path)
                || path.startsWith("/engine-rest/")
                || path.startsWith("/camunda/api/")
                || path.startsWith("/actuator/");
    }
}
