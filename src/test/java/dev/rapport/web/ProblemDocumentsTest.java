package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.RequestThread;
import dev.rapport.shared.Sentences;
import dev.rapport.support.MessageBundles;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes wrong in a controller, as programs get to see it. */
class ProblemDocumentsTest {

    private static final String SECRET = "select secret from rapport.app_user";

    /** The application's own words. */
    private final MessageSource messages = MessageBundles.source();

    private final Sentences sentences = new Sentences(
            messages,
            new BusinessTime(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), ZoneOffset.UTC),
            login -> login,
            new CurrentUser());
    private final Problems problems = new Problems(sentences, new ModelNames(messages));
    private final Faults faults = new Faults();
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(faults)
            .setControllerAdvice(new ProblemDocuments(problems))
            .setLocaleResolver(new AcceptHeaderLocaleResolver())
            .build();

    @RestController
    static class Faults {

        private RuntimeException next = new IllegalStateException();

        @GetMapping({"/api/fault", "/page"})
        String fail() {
            throw next;
        }
    }

    private JsonNode answer(RuntimeException fault, int status) throws Exception {
        faults.next = fault;
        MockHttpServletResponse response =
                mvc.perform(get("/api/fault").locale(Locale.GERMAN)).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).doesNotContain(SECRET, "Exception", "\tat ");
        return JsonMapper.builder().build().readTree(response.getContentAsByteArray());
    }

    @Test
    void saysNothingOfWhatIsUnexpectedButALogId() throws Exception {
        JsonNode problem = answer(new UncategorizedSQLException("x", SECRET, new SQLException(SECRET, "42P01")), 500);

        assertThat(problem.path("detail").asString()).matches("Ein unerwarteter Fehler .* Nummer [0-9a-f]{10}\\.");
        assertThat(problem.path("errors").isEmpty()).isTrue();
    }

    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        answer(new CannotCreateTransactionException("x", new SQLTransientConnectionException("pool")), 503);
        answer(new IllegalStateException(new SQLException("terminated", "57P01")), 503);
        answer(new IllegalStateException(new SQLException("refused", "08001")), 503);
    }

    @Test
    void saysWhoRefusedAndWhatIsThereNow() throws Exception {
        JsonNode problem = answer(
                BusinessRuleViolation.conflict("version", "stale-version")
                        .refusedBy("serviceTask_x", "Prüfen")
                        .withStates(List.of("jetzt"), List.of("gewollt")),
                409);

        assertThat(problem.path("rule").path("step").asString()).isEqualTo("serviceTask_x");
        assertThat(problem.path("rule").path("name").asString()).isEqualTo("Prüfen");
        assertThat(problem.path("current").path(0).asString()).isEqualTo("jetzt");
        assertThat(problem.path("sent").path(0).asString()).isEqualTo("gewollt");
    }

    @Test
    void fillsInTheArgumentsOfASentence() throws Exception {
        JsonNode problem = answer(
                BusinessRuleViolation.invalid(
                        List.of(FieldError.of("subject", "too-long", 20_000), FieldError.of("nochNie", "unerhoert"))),
                422);

        assertThat(problem.path("errors").path(0).path("message").asString()).isEqualTo("Höchstens 20.000 Zeichen");
        assertThat(problem.path("detail").asString()).isEqualTo("Betreff: Höchstens 20.000 Zeichen. Ungültiger Wert.");
    }

    @Test
    void takesAnOvertakenWriteForAConflict() throws Exception {
        JsonNode problem = answer(new OptimisticLockingFailureException(SECRET), 409);

        assertThat(problem.path("errors").path(0).path("code").asString()).isEqualTo("stale-version");
    }

    @Test
    void leavesPagesToTheErrorPage() {
        faults.next = new IllegalStateException("for the error page");

        assertThatThrownBy(() -> mvc.perform(get("/page")))
                .isInstanceOf(ServletException.class)
                .hasRootCauseMessage("for the error page");
    }

    @Test
    void thePageOfAnOutageNeedsNoDatabase() throws Exception {
        MockHttpServletResponse response = duringAnOutage(new MockHttpServletRequest("GET", "/"));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).startsWith("text/html");
        assertThat(response.getContentAsString()).contains("<!DOCTYPE html>", "cannot reach its database");
    }

    /** htmx puts what it gets into the page: a whole page would take the place of what somebody has typed. */
    @Test
    void anOutageIsAMessageInTheCornerOfAPageThatStays() throws Exception {
        MockHttpServletRequest save = new MockHttpServletRequest("POST", "/contacts/1");
        save.addHeader("HX-Request", "true");

        MockHttpServletResponse response = duringAnOutage(save);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("HX-Retarget")).isEqualTo("#toasts");
        assertThat(response.getHeader("HX-Reswap")).isEqualTo("beforeend");
        assertThat(response.getContentAsString())
                .contains("cannot reach its database")
                .doesNotContain("<html");
    }

    @Test
    void theWebappsOfTheEngineReadAnOutageAsJson() throws Exception {
        MockHttpServletResponse response =
                duringAnOutage(new MockHttpServletRequest("POST", "/camunda/api/engine/engine/default/task"));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).contains("json");
    }

    private MockHttpServletResponse duringAnOutage(MockHttpServletRequest request) throws Exception {
        OutageFilter filter = new OutageFilter(
                problems,
                sentences,
                new AcceptHeaderLocaleResolver(),
                JsonMapper.builder().build());
        request.addPreferredLocale(Locale.ENGLISH);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, (req, res) -> {
            assertThat(RequestThread.isAnswering()).isTrue();
            throw new IllegalStateException(new SQLTransientConnectionException("pool"));
        });
        assertThat(RequestThread.isAnswering()).isFalse();
        return response;
    }
}
