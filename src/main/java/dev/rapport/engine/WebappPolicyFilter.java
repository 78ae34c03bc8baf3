package dev.rapport.engine;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets the one script that stands in each page of the webapps run, and no other. The vendor means it to have a number that is in
 * the page and in the policy, but keeps one for all requests, so that two at once get the wrong one. Here the policy of each
 * answer names the hash of the script (ADR 43).
 */
@Component
@Order(WebappPolicyFilter.OUTSIDE_THE_WEBAPPS_FILTERS)
class WebappPolicyFilter extends OncePerRequestFilter {

    static final int OUTSIDE_THE_WEBAPPS_FILTERS = ClosedTaskFilter.OUTSIDE_THE_ENGINES_LOGIN - 1;

    private static final String HEADER = "Content-Security-Policy";

    private static final RequestMatcher PAGES = withDefaults().matcher("/camunda/app/{app}/{engine}/");

    /** The vendor has marked it as one of its own. */
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*\\snonce=\"[^\"]*\"[^>]*>(.*?)</script>", Pattern.DOTALL);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PAGES.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        String policy = page.getHeader(HEADER);
        if (policy != null) {
            String hashes = INLINE.matcher(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8))
                    .results()
                    .map(script -> " 'sha256-" + hash(script.group(1)) + "'")
                    .collect(Collectors.joining());
            page.setHeader(HEADER, policy.replace("script-src 'self'", "script-src 'self'" + hashes));
        }
        page.copyBodyToResponse();
    }

    /** Of the script as a browser reads it. */
    private static String hash(String script) {
        try {
            byte[] read = script.replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(read));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
