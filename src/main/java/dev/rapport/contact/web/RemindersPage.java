package dev.rapport.contact.web;

import dev.rapport.contact.web.RemindersPart.View;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The information web part "Erinnerungen" by itself. The list is one form: its lines, the selection and the buttons over
 * it are sent together, so that a refusal gives everything back.
 */
@Controller
class RemindersPage {

    private final RemindersPart part;
    private final ReminderActions actions;
    private final Sentences sentences;

    RemindersPage(RemindersPart part, ReminderActions actions, Sentences sentences) {
        this.part = part;
        this.actions = actions;
        this.sentences = sentences;
    }

    @GetMapping("/reminders")
    ModelAndView reminders(
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @RequestParam Map<String, String> parameters) {
        View view = View.of(parameters);
        String fragment = view.after() == null ? "contact/reminders :: listing" : "contact/reminders :: lines";
        return new ModelAndView(
                htmx == null ? "contact/reminders-page" : fragment, "reminders", part.list(view, Map.of(), Map.of()));
    }

    /**
     * Does one thing with one line or with all that are selected.
     *
     * @param action what, and with which contact: {@code performed:12}; {@code HOUR:selected} for the selection
     */
    @PostMapping("/reminders")
    ModelAndView act(
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @RequestParam(name = "do", defaultValue = ":") String action,
            @RequestParam(name = "selected", required = false) @Nullable List<String> selected,
            @RequestParam Map<String, String> typed,
            Locale locale) {
        View view = View.of(typed);
        List<String> parts = Arrays.asList(action.split(":", 2));
        String whom = parts.size() < 2 ? "" : parts.get(1);
        List<String> ids = whom.equals("selected") ? (selected == null ? List.of() : selected) : List.of(whom);
        Map<String, String> refused = new LinkedHashMap<>();
        int done = 0;
        for (String id : ids) {
            try {
                actions.run(parts.get(0), Ids.require("id", id), typed);
                done++;
            } catch (BusinessRuleViolation refusal) {
                refused.put(id, sentences.of(refusal, locale));
            }
        }
        if (htmx == null && refused.isEmpty()) {
            ModelAndView redirect = new ModelAndView("redirect:"
                    + UriComponentsBuilder.fromPath("/reminders")
                            .queryParam("scope", view.scope())
                            .build()
                            .toUriString());
            redirect.setStatus(HttpStatus.SEE_OTHER);
            return redirect;
        }
        ModelAndView page = new ModelAndView(htmx == null ? "contact/reminders-page" : "contact/reminders :: listing");
        if (!refused.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        page.addObject("reminders", part.list(view, refused, refused.isEmpty() ? Map.of() : typed));
        page.addObject("done", done);
        page.addObject("nothingSelected", ids.isEmpty());
        return page;
    }
}
