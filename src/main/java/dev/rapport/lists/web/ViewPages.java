package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.ListViews;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Texts;
import dev.rapport.web.PinnedPlaces;
import dev.rapport.web.Toasts;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Names lists, puts them into the navigation and takes them away; then the list is shown again. */
@Controller
class ViewPages {

    private final ListViews views;
    private final ListUrls urls;
    private final Toasts toasts;

    ViewPages(ListViews views, ListUrls urls, Toasts toasts) {
        this.views = views;
        this.urls = urls;
        this.toasts = toasts;
    }

    @PostMapping("/views")
    String save(
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable String name,
            HttpSession session,
            RedirectAttributes redirect,
            Locale locale) {
        return save(new Sent(list, query, name, false), session, redirect, locale);
    }

    /** For everybody; a route of its own, because not everybody may. */
    @PostMapping("/views/shared")
    String share(
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable String name,
            HttpSession session,
            RedirectAttributes redirect,
            Locale locale) {
        return save(new Sent(list, query, name, true), session, redirect, locale);
    }

    private record Sent(String list, String query, @Nullable String name, boolean shared) {}

    private String save(Sent sent, HttpSession session, RedirectAttributes redirect, Locale locale) {
        Entry.Kind kind = ListUrls.kind(sent.list);
        String query = urls.tidy(kind, sent.query);
        String back = "redirect:/" + sent.list + query;
        if (sent.name == null || Texts.isBlank(sent.name)) {
            toasts.afterRedirect(redirect, locale, "lists.view.needs-name");
            return back;
        }
        views.save(kind, sent.name, query, sent.shared);
        session.removeAttribute(PinnedPlaces.SESSION);
        toasts.afterRedirect(redirect, locale, "lists.view.saved", sent.name.strip());
        return back;
    }

    /** @throws BusinessRuleViolation not-found */
    @PostMapping("/views/{id}")
    String change(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(name = "do", defaultValue = "") String action,
            HttpSession session) {
        long view = Ids.require("id", id);
        switch (action) {
            case "pin" -> views.pin(view, true);
            case "unpin" -> views.pin(view, false);
            case "delete" -> views.delete(view);
            default -> throw BusinessRuleViolation.invalid("do", "invalid");
        }
        session.removeAttribute(PinnedPlaces.SESSION);
        Entry.Kind kind = ListUrls.kind(list);
        return "redirect:/" + list + urls.tidy(kind, query);
    }
}
