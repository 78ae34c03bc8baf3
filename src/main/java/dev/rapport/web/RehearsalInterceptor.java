package dev.rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page that finds what another one was left with asks what of it is still possible. That nothing is, because it has been done,
 * is no failure, and nobody reads the reasons.
 */
@Component
class RehearsalInterceptor implements HandlerInterceptor {

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (request.getHeader(Toasts.AGAIN) != null && page != null) {
            page.clear();
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
    }
}
