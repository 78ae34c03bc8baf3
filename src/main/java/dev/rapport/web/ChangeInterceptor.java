package dev.rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells the page on which somebody has done something what may look different now; its parts read themselves anew, in its
 * other windows too ({@code live.js}). What others do, and what goes on in the background, comes by {@code /events}.
 */
@Component
class ChangeInterceptor implements HandlerInterceptor {

    static final String CHANGED = "X-Changed";

    /** By the first word of the path that is written to: what is done there changes what the database calls this. */
    static final Map<String, String> TOPICS = Map.of(
            "contacts", "contact reminder address member",
            "reminders", "contact reminder",
            "measures", "measure",
            "campaigns", "campaign member contact reminder measure",
            "addresses", "address member",
            "contact-types", "type");

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            String topics = TOPICS.get(request.getRequestURI().split("/", 3)[1]);
            if (topics != null) {
                response.setHeader(CHANGED, topics);
            }
        }
    }
}
