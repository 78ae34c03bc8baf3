package dev.rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What is said of an error where the sentence that its status usually has would not be true. */
public final class ErrorSentence {

    private static final String KEY = ErrorSentence.class.getName();

    private ErrorSentence() {}

    /**
     * Answers with an error, by way of the error page.
     *
     * @param key of the message that says what is the matter
     */
    public static void send(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String key)
            throws IOException {
        request.setAttribute(KEY, key);
        response.sendError(status.value());
    }

    static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(KEY));
    }
}
