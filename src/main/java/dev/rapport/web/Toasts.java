package dev.rapport.web;

import dev.rapport.shared.Sentences;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Says in a corner of the page that something has been done, or will be unless it is taken back. */
@Component
public class Toasts {

    /**
     * Header of a request that is only a rehearsal: the page does it ten seconds later, unless it is taken back ({@code
     * held.js}, ADR 53).
     */
    public static final String HOLD = "X-Hold";

    /** Header besides: what has been done meanwhile is no refusal. */
    static final String AGAIN = "X-Hold-Again";

    /** Header of the answer: what was not refused. Its value is JSON: a text, and the keys of the lines it is about. */
    public static final String HELD = "X-Held";

    private final Sentences sentences;

    /** Headers carry ASCII only. */
    private final JsonMapper ascii =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    Toasts(Sentences sentences) {
        this.sentences = sentences;
    }

    /** On the page that is redirected to. */
    public void afterRedirect(RedirectAttributes attributes, Locale locale, String key, Object... arguments) {
        attributes.addFlashAttribute("toast", sentences.text(key, locale, arguments));
    }

    /** A form that takes back what has been done: where it is sent, and its one field. */
    public record Undo(String action, String name, String value) implements Serializable {}

    /** On the page that is redirected to, where it can be taken back; null when there is nothing to. */
    public void afterRedirect(
            RedirectAttributes attributes, Locale locale, @Nullable Undo undo, String key, Object... arguments) {
        afterRedirect(attributes, locale, key, arguments);
        attributes.addFlashAttribute("undo", undo);
    }

    /**
     * After a rehearsal; where nothing was refused, that is the whole answer.
     *
     * @param lines keys of the lines that it is about; none where it is about the form as a whole
     */
    public void held(
            HttpServletResponse response, Locale locale, Collection<String> lines, String key, Object... arguments) {
        held(response, lines, sentences.text(key, locale, arguments));
    }

    /** The same with a text that is there already. */
    public void held(HttpServletResponse response, Collection<String> lines, String text) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        response.setHeader(HELD, ascii.writeValueAsString(Map.of("text", text, "lines", lines)));
    }

    /** Together with the part of a page that htmx has asked for. */
    public void withFragment(HttpServletResponse response, Locale locale, String key, Object... arguments) {
        String text = sentences.text(key, locale, arguments);
        response.setHeader(
                "HX-Trigger", ascii.writeValueAsString(Map.of("toast", Map.of("text", text, "kind", "success"))));
    }
}
