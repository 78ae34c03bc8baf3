package dev.rapport.web;

import dev.rapport.web.Problems.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the container refuses before it knows whose request it is, such as a path with a NUL or with bytes that are no
 * UTF-8: no filter and no error page sees it, and programs get a problem document all the same.
 */
final class ContainerRefusals extends ErrorReportValve {

    private final ObjectProvider<Problems> problems;
    private final ObjectProvider<LocaleResolver> locales;
    private final ObjectProvider<JsonMapper> json;

    ContainerRefusals(
            ObjectProvider<Problems> problems,
            ObjectProvider<LocaleResolver> locales,
            ObjectProvider<JsonMapper> json) {
        this.problems = problems;
        this.locales = locales;
        this.json = json;
        setShowServerInfo(false);
        setShowReport(false);
    }

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !ErrorPages.isForPrograms(request.getRequestURI())) {
            super.report(request, response, throwable);
        } else if (response.setErrorReported()) {
            Problem problem = problems.getObject()
                    .of(
                            HttpStatusCode.valueOf(response.getStatus()),
                            locales.getObject().resolveLocale(request.getRequest()));
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            try {
                PrintWriter writer = response.getReporter();
                if (writer != null) {
                    writer.write(json.getObject().writeValueAsString(problem));
                    response.finishResponse();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
