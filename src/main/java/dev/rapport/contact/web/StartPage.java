package dev.rapport.contact.web;

import dev.rapport.contact.ListOpenWork;
import dev.rapport.reminder.ReminderList;
import dev.rapport.reminder.ReminderList.Section;
import dev.rapport.reminder.Snooze;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.shared.Sentences;
import dev.rapport.web.RecentlyViewed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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
 * The start page, and its information web part "Erinnerungen" by itself. The list is one form: its lines, the selection
 * and the buttons over it are sent together, so that a refusal gives everything back.
 */
@Controller
class StartPage {

    private static final int LINES = 15;

    private final ReminderList reminderList;
    private final ReminderActions actions;
    private final ContactChoices choices;
    private final ListOpenWork openWork;
    private final RecentlyViewed recentlyViewed;
    private final Sentences sentences;
    private final CurrentUser currentUser;
    private final BusinessTime time;

    StartPage(
            ReminderList reminderList,
            ReminderActions actions,
            ContactChoices choices,
            ListOpenWork openWork,
            RecentlyViewed recentlyViewed,
            Sentences sentences,
            CurrentUser currentUser,
            BusinessTime time) {
        this.reminderList = reminderList;
        this.actions = actions;
        this.choices = choices;
        this.openWork = openWork;
        this.recentlyViewed = recentlyViewed;
        this.sentences = sentences;
        this.currentUser = currentUser;
        this.time = time;
    }

    /** What the list shows. */
    record View(
            String scope,
            @Nullable String section,
            @Nullable String after) {

        boolean mine() {
            return !scope.equals("all");
        }
    }

    @GetMapping("/")
    ModelAndView start(View asked, Locale locale) {
        if (!currentUser.hasAnyRole("STAFF", "MANAGER", "PROCESS_ADMIN")) {
            return new ModelAndView("web/start");
        }
        ModelAndView page = new ModelAndView("contact/start");
        list(page, normal(asked), Map.of(), Map.of());
        if (currentUser.hasAnyRole("STAFF", "MANAGER")) {
            page.addObject("entry", choices.entry(choices.emptyForm(), locale));
        }
        page.addObject("openWork", openWork.next());
        page.addObject("recent", recentlyViewed.latest());
        return page;
    }

    @GetMapping("/reminders")
    ModelAndView reminders(@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, View asked) {
        View view = normal(asked);
        ModelAndView page = new ModelAndView(
                htmx == null
                        ? "contact/reminders-page"
                        : view.after() == null ? "contact/reminders :: part" : "contact/reminders :: lines");
        list(page, view, Map.of(), Map.of());
        return page;
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
            View asked,
            Locale locale) {
        View view = normal(asked);
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
        ModelAndView page = new ModelAndView(htmx == null ? "contact/reminders-page" : "contact/reminders :: part");
        if (!refused.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        list(page, view, refused, refused.isEmpty() ? Map.of() : typed);
        page.addObject("done", done);
        page.addObject("nothingSelected", ids.isEmpty());
        return page;
    }

    private void list(ModelAndView page, View view, Map<String, String> refused, Map<String, String> typed) {
        Cursor cursor = Cursor.parse(view.after(), 2);
        var listing = reminderList.list(
                view.mine(),
                section(view.section()),
                cursor == null ? null : new ReminderList.After(cursor.instant(0), cursor.number(1)),
                LINES + 1);
        Page<ReminderList.Item> lines = Page.of(listing.items(), LINES, item -> Cursor.of(item.dueAt(), item.id()));
        page.addObject("reminders", lines.items());
        page.addObject("next", lines.next());
        page.addObject("counts", listing.counts());
        page.addObject("view", view);
        page.addObject("refused", refused);
        page.addObject("typed", typed);
        page.addObject("zone", time.zone());
        page.addObject("writes", currentUser.hasAnyRole("STAFF", "MANAGER"));
        page.addObject("snoozes", Stream.of(Snooze.values()).map(Enum::name).toList());
        page.addObject("sections", new ArrayList<>(List.of(Section.values())));
    }

    private static View normal(View asked) {
        String scope = "all".equals(asked.scope()) ? "all" : "mine";
        Section section = section(asked.section());
        String after = asked.after() == null || asked.after().isBlank() ? null : asked.after();
        return new View(scope, section == null ? null : section.name(), after);
    }

    private static @Nullable Section section(@Nullable String name) {
        return Stream.of(Section.values())
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
