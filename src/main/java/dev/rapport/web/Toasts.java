package dev.rapport.web;

import dev.rapport.shared.Sentences;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Says in a corner of the page that something has been done. */
@Component
public class Toasts {

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

    /** Together with the part of a page that htmx has asked for. */
    public void withFragment(HttpServletResponse response, Locale locale, String key, Object... arguments) {
        String text = sentences.text(key, locale, arguments);
        response.setHeader(
                "HX-Trigger", ascii.writeValueAsString(Map.of("toast", Map.of("text", text, "kind", "success"))));
    }
}
