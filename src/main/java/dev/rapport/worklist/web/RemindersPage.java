package dev.rapport.worklist.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Rehearsal;
import dev.rapport.shared.Sentences;
import dev.rapport.shared.StartRequired;
import dev.rapport.user.FindUsers;
import dev.rapport.web.Dates;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import dev.rapport.web.Toasts;
import dev.rapport.web.TypedTimes;
import dev.rapport.worklist.web.RemindersPart.View;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The information web part "Erinnerungen" by itself. The list is one form: its lines, the selection and the buttons over
 * it are sent together, so that a refusal gives everything back.
 */
@Controller
class RemindersPage {

    private final RemindersPart part;
    private final ReminderActions actions;
    private final FindUsers findUsers;
    private final Sentences sentences;
    private final TypedTimes typedTimes;
    private final Rehearsal rehearsal;
    private final Toasts toasts;
    private final Dates dates;

    RemindersPage(
            RemindersPart part,
            ReminderActions actions,
            FindUsers findUsers,
            Sentences sentences,
            TypedTimes typedTimes,
            Rehearsal rehearsal,
            Toasts toasts,
            Dates dates) {
        this.part = part;
        this.actions = actions;
        this.findUsers = findUsers;
        this.sentences = sentences;
        this.typedTimes = typedTimes;
        this.rehearsal = rehearsal;
        this.toasts = toasts;
        this.dates = dates;
    }

    /**
     * What became of a submission, for the reader.
     *
     * @param kind success, info or danger
     * @param undo the fields that take it back
     * @param undone the contacts for which it can be taken back
     */
    record Outcome(String kind, String text, Map<String, String> undo, List<String> undone) implements Serializable {}

    @GetMapping("/reminders")
    ModelAndView reminders(HtmxRequest htmx, @RequestParam Map<String, String> parameters) {
        Lookup colleague = colleague(parameters);
        Map<String, String> scoped = new HashMap<>(parameters);
        if (colleague.id() != null) {
            scoped.put("scope", colleague.id());
        }
        View view = View.of(scoped);
        String fragment = view.after() == null ? "worklist/reminders :: listing" : "worklist/reminders :: lines";
        ModelAndView page = new ModelAndView(
                !htmx.isHtmxRequest() ? "worklist/reminders-page" : fragment, "reminders", part.list(view));
        if (colleague.isOpen()) {
            page.addObject("askedFor", colleague.text());
            page.addObject("userHits", findUsers.choices(colleague.text()));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    /**
     * Does one thing with one contact or with all that are selected.
     *
     * @param action what, and with which contact: {@code performed:12}; {@code HOUR:selected} for the selection;
     *     {@code none} from a key that means none of the buttons
     */
    @PostMapping("/reminders")
    @Nullable
    ModelAndView act(
            HtmxRequest htmx,
            @RequestParam(name = "do", defaultValue = "none") String action,
            @RequestParam(name = "selected", defaultValue = "") List<String> selected,
            @RequestParam Map<String, String> typed,
            @RequestHeader(name = Toasts.HOLD, defaultValue = "false") boolean hold,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        View view = View.of(typed);
        String what = action.replaceFirst(":.*", "");
        String line = action.substring(what.length()).replaceFirst(":", "");
        if (what.equals("none")) {
            return again(htmx, view, Map.of(), typed, selected, outcome("info", "reminders.choose-action", locale));
        }
        List<String> ids = line.equals("selected") ? selected : List.of(line);
        if (ids.isEmpty()) {
            return again(htmx, view, Map.of(), typed, selected, outcome("info", "reminders.nothing-selected", locale));
        }
        Map<String, String> fields = new HashMap<>(typed);
        if (what.equals("reassign") && !nameResponsible(fields)) {
            return again(
                    htmx, view, Map.of(), typed, selected, outcome("danger", "contact.create.choose-user", locale));
        }
        Map<String, ReminderActions.Done> done = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (String id : ids) {
            try {
                done.put(
                        id,
                        rehearsal.run(
                                hold,
                                () -> id.startsWith(ReminderActions.MEASURE)
                                        ? actions.runMeasure(what, id, fields)
                                        : actions.run(what, Ids.require("id", id), line, fields)));
            } catch (BusinessRuleViolation refusal) {
                refused.put(id, sentences.of(refusal, locale));
                // asked for once, for all of them that lie ahead (rule 18)
                StartRequired.proposed(refusal).ifPresent(start -> {
                    fields.put("startDate-" + line, String.valueOf(typedTimes.shown(start.toLocalDate())));
                    fields.put("startTime-" + line, FormTexts.time(start.toLocalDateTime()));
                });
            }
        }
        Outcome outcome = done.isEmpty() ? null : outcome(what, done, locale);
        if (hold && outcome != null) {
            toasts.held(response, done.keySet(), outcome.text());
            if (refused.isEmpty()) {
                return null;
            }
            outcome = null;
        }
        if (!refused.isEmpty()) {
            List<String> left =
                    selected.stream().filter(id -> !done.containsKey(id)).toList();
            return again(htmx, view, refused, fields, left, outcome);
        }
        if (!htmx.isHtmxRequest()) {
            redirect.addFlashAttribute("outcome", outcome);
            return seeOther(view);
        }
        return new ModelAndView("worklist/reminders :: listing", "reminders", part.list(view))
                .addObject("outcome", outcome);
    }

    /** Whose list is asked for by a name that was typed without choosing. */
    private Lookup colleague(Map<String, String> parameters) {
        String name = parameters.getOrDefault("scopeText", "");
        return parameters.getOrDefault("scope", "").isBlank()
                ? new Lookup(null, name, null).resolved(findUsers::choices, findUsers::fits)
                : Lookup.NONE;
    }

    /** The list with everything that was typed. */
    private ModelAndView again(
            HtmxRequest htmx,
            View view,
            Map<String, String> refused,
            Map<String, String> typed,
            List<String> selected,
            @Nullable Outcome outcome) {
        ModelAndView page = new ModelAndView(
                !htmx.isHtmxRequest() ? "worklist/reminders-page" : "worklist/reminders :: listing",
                "reminders",
                part.list(view, refused, typed, selected));
        page.addObject("outcome", outcome);
        if (outcome == null || !outcome.kind().equals("info")) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    /** A name that was typed without choosing: the only hit is meant; an empty field means nobody in particular. */
    private boolean nameResponsible(Map<String, String> fields) {
        String name = fields.getOrDefault("responsibleText", "");
        if (!fields.getOrDefault("responsible", "").isBlank() || name.isBlank()) {
            return true;
        }
        String login = new Lookup(null, name, null)
                .resolved(findUsers::choices, findUsers::fits)
                .id();
        if (login != null) {
            fields.put("responsible", login);
        }
        return login != null;
    }

    private Outcome outcome(String kind, String key, Locale locale) {
        return new Outcome(kind, sentences.text(key, locale), Map.of(), List.of());
    }

    private Outcome outcome(String what, Map<String, ReminderActions.Done> done, Locale locale) {
        Map<String, String> undo = new LinkedHashMap<>();
        List<String> undone = new ArrayList<>();
        done.forEach((id, one) -> {
            if (!one.was().isEmpty()) {
                undo.putAll(one.was());
                undone.add(id);
            }
        });
        String whom = done.size() == 1
                ? done.values().iterator().next().subject()
                : sentences.text("reminders.contacts", locale, done.size());
        // of many, all are put off until the same time
        String saying = done.values().stream()
                .map(ReminderActions.Done::until)
                .filter(Objects::nonNull)
                .findFirst()
                .map(until -> sentences.text("reminders.done.snooze", locale, whom, dates.appointment(until)))
                .orElseGet(() -> sentences.text("reminders.done." + what, locale, whom));
        return new Outcome("success", saying, undo, undone);
    }

    private static ModelAndView seeOther(View view) {
        ModelAndView redirect = new ModelAndView("redirect:"
                + UriComponentsBuilder.fromPath("/reminders")
                        .queryParam("scope", view.scope())
                        .queryParam("shown", view.shown())
                        .queryParamIfPresent("section", Optional.ofNullable(view.section()))
                        .build()
                        .toUriString());
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }
}
