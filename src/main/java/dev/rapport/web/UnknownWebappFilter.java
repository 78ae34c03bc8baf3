package dev.rapport.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** There are four webapps and one engine. For a page of any other the vendor's filters would answer 500. */
@Component
@Order(EngineRequestFilter.BEHIND_SPRING_SECURITY)
class UnknownWebappFilter extends OncePerRequestFilter {

    /** A page is named after its webapp and the engine; whatever has a dot is a file. */
    private static final Pattern UNKNOWN =
            Pattern.compile("/camunda/app/(?!(admin|cockpit|tasklist|welcome)/default/?$)[^/]+/[^/.]+/?");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return !UNKNOWN.matcher(path).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
