package dev.rapport.engine;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody else was quicker: whoever completes a task in Tasklist that is gone reads who closed the contact and when, and
 * not that the engine has no such task. Looks after the engine has answered, so that no moment lies between.
 */
@Component
@Order(ClosedTaskFilter.OUTSIDE_THE_ENGINES_LOGIN)
class ClosedTaskFilter extends OncePerRequestFilter {

    /** Spring Security's chain has -100; the engine's login is -50, and its rights are not needed here. */
    static final int OUTSIDE_THE_ENGINES_LOGIN = -55;

    private static final String TASK = "/camunda/api/engine/engine/{engine}/task/{task}/";

    /** Reads the path decoded, as the engine does. */
    private static final RequestMatcher COMPLETION = new OrRequestMatcher(
            withDefaults().matcher(HttpMethod.POST, TASK + "submit-form"),
            withDefaults().matcher(HttpMethod.POST, TASK + "complete"));

    /** What the engine answers when the task is gone or changed under its hands. */
    private static final Set<Integer> UNHELPFUL = Set.of(400, 404, 409, 500);

    private final HistoryService historyService;
    private final List<ModelledItem> items;
    private final Sentences sentences;
    private final LocaleResolver locales;
    private final JsonMapper json;

    ClosedTaskFilter(
            HistoryService historyService,
            List<ModelledItem> items,
            Sentences sentences,
            LocaleResolver locales,
            JsonMapper json) {
        this.historyService = historyService;
        this.items = items;
        this.sentences = sentences;
        this.locales = locales;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !COMPLETION.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        String task = COMPLETION.matcher(request).getVariables().get("task");
        BusinessRuleViolation closed = task != null && UNHELPFUL.contains(answer.getStatus()) ? closed(task) : null;
        if (closed != null) {
            answer.reset();
            answer.setStatus(RefusalAnswers.status(closed));
            answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
            closed.saying(sentences.of(closed, locales.resolveLocale(request)));
            answer.getOutputStream()
                    .write(json.writeValueAsString(RefusalAnswers.body(closed)).getBytes(StandardCharsets.UTF_8));
        }
        answer.copyBodyToResponse();
    }

    private @Nullable BusinessRuleViolation closed(String taskId) {
        HistoricTaskInstance task = historyService
                .createHistoricTaskInstanceQuery()
                .taskId(taskId)
                .finished()
                .singleResult();
        if (task == null) {
            return null;
        }
        String key = historyService
                .createHistoricProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
        for (ModelledItem item : items) {
            if (item.process().equals(task.getProcessDefinitionKey())) {
                try {
                    Ids.parse(key).ifPresent(item::requireOpen);
                } catch (BusinessRuleViolation refusal) {
                    return refusal;
                }
            }
        }
        return null;
    }
}
