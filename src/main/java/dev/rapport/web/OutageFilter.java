package dev.rapport.web;

import dev.rapport.shared.DatabaseTrouble;
import dev.rapport.shared.RequestThread;
import dev.rapport.shared.Sentences;
import dev.rapport.web.Problems.Problem;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what is the matter with the database, for everything that is no controller: sessions are in the database too, so an
 * outage shows in a filter first and even the error page would need the database. Hence it is outside the session filter
 * and its page needs nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OutageFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(OutageFilter.class);

    private final Problems problems;
    private final Sentences sentences;
    private final LocaleResolver locales;
    private final JsonMapper json;

    OutageFilter(Problems problems, Sentences sentences, LocaleResolver locales, JsonMapper json) {
        this.problems = problems;
        this.sentences = sentences;
        this.locales = locales;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestThread before = (RequestThread) request.getAttribute(RequestThread.class.getName());
        long arrived = request.getAttribute(Work.ARRIVED) instanceof Long since ? since : System.nanoTime();
        request.setAttribute(RequestThread.class.getName(), RequestThread.answering(before, arrived));
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            DatabaseTrouble.Kind trouble = DatabaseTrouble.behind(e).orElse(null);
            if (trouble == null || response.isCommitted()) {
                throw e;
            }
            log.warn("The database is {}: {}", trouble, e.toString());
            answer(trouble, request, response);
        } finally {
            RequestThread.done();
        }
    }

    /** The page of an error has no more time than the request that it is about. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private void answer(DatabaseTrouble.Kind trouble, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Locale locale = locales.resolveLocale(request);
        Problem problem = problems.of(trouble, locale);
        response.reset();
        response.setStatus(problem.status());
        response.setHeader("Retry-After", "10");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        if (ErrorPages.isForPrograms(request.getRequestURI())) {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getWriter().write(json.writeValueAsString(problem));
        } else if (HtmxRequest.fromRequest(request).isHtmxRequest()) {
            // a message in a corner: the page stays, and with it what was typed
            ErrorPages.inTheCorner(response);
            response.setContentType(MediaType.TEXT_HTML_VALUE);
            response.getWriter().write("""
                    <div class="toast-message toast-danger"><p>%s</p>
                    <button type="button" class="btn-close" data-dismiss="toast" aria-label="%s"></button></div>
                    """.formatted(
                            HtmlUtils.htmlEscape(problem.title()), sentences.text("layout.close", locale)));
        } else {
            response.setContentType(MediaType.TEXT_HTML_VALUE);
            response.getWriter().write("""
                    <!DOCTYPE html>
                    <html lang="%s"><head><meta charset="utf-8"><title>Rapport</title>
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <link rel="icon" href="/assets/logo.svg"><link rel="stylesheet" href="/assets/rapport.css"></head>
                    <body class="anonymous"><main id="main"><div class="page page-narrow error-page">
                    <p class="error-code" aria-hidden="true">%d</p><h1>Rapport</h1><p class="page-lead">%s</p>
                    </div></main></body></html>
                    """.formatted(
                            locale.getLanguage(), problem.status(), HtmlUtils.htmlEscape(problem.title())));
        }
    }
}
