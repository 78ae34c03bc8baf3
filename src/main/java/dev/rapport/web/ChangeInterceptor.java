package dev.rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells the page on which somebody has done something what may look different now; its parts read themselves anew, and so do
 * those of the person's other windows ({@code live.js}). What others do, and what goes on in the background, comes by {@code
 * /events}.
 */
@Component
public class ChangeInterceptor implements HandlerInterceptor, TransactionExecutionListener {

    /** The header; its value are topics with blanks between, those of the database's notes. */
    public static final String CHANGED = "X-Changed";

    /** By the first word of the path that is written to. */
    static final Map<String, String> TOPICS = Map.of(
            "contacts", "contact reminder address member",
            "reminders", "contact reminder measure",
            "measures", "measure",
            "campaigns", "campaign member contact reminder measure",
            "addresses", "address member",
            "answers", "contact reminder",
            "contact-types", "type");

    private static final String WRITTEN = ChangeInterceptor.class.getName();

    /** A form is sent for a search too, and then nothing has been written. */
    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && failure == null && !transaction.isReadOnly()) {
            request.setAttribute(WRITTEN, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (request.getAttribute(WRITTEN) != null && !"GET".equals(request.getMethod())) {
            String topics = TOPICS.get(request.getRequestURI().split("/", 3)[1]);
            if (topics != null) {
                response.setHeader(CHANGED, topics);
            }
        }
    }
}
