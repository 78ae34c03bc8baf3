package dev.rapport.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** No body is larger than 1 MB, whether it says its length or not. Outside everything that would read one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class BodyLimitFilter extends OncePerRequestFilter {

    static final int LARGEST = 1024 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length > LARGEST) {
            refuse(response);
        } else if (length < 0 && hasBodyOfUnknownLength(request) && !containerLimits(request)) {
            HttpServletRequest buffered;
            try {
                buffered = BufferedBody.read(request, LARGEST);
            } catch (BufferedBody.TooLarge e) {
                refuse(response);
                return;
            }
            chain.doFilter(buffered, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        // the rest of the body is not read: Tomcat closes the connection
        response.setHeader("Connection", "close");
        response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    }

    private static boolean hasBodyOfUnknownLength(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") != null;
    }

    /** Forms and uploads are read by the container, which has limits of its own and would not see a buffered body. */
    private static boolean containerLimits(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded")
                || (type.startsWith("multipart/") && !EngineRequestFilter.isForEngine(request));
    }
}
