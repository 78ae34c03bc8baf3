package dev.rapport.calendar.web;

import dev.rapport.calendar.CalendarFeeds;
import dev.rapport.web.Toasts;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where somebody gets the address of the own calendar feed, gets another one, or switches it off. */
@Controller
class CalendarFeedPage {

    private static final String PATH = "/calendar-feed";

    private final CalendarFeeds feeds;
    private final Toasts toasts;

    CalendarFeedPage(CalendarFeeds feeds, Toasts toasts) {
        this.feeds = feeds;
        this.toasts = toasts;
    }

    @GetMapping(PATH)
    String show(Model model) {
        model.addAttribute("since", feeds.since().orElse(null));
        return "calendar/feed";
    }

    /** The address is shown in this one answer and kept nowhere, so it is no redirect. */
    @PostMapping(PATH)
    String open(Model model) {
        String address = feeds.open();
        model.addAttribute("address", address);
        // what telephones and programs subscribe to instead of loading it once
        String webcal = address.replaceFirst("^https?:", "webcal:");
        model.addAttribute("webcal", webcal);
        model.addAttribute("code", QrCode.of(webcal));
        return show(model);
    }

    @PostMapping(PATH + "/close")
    String close(RedirectAttributes redirect, Locale locale) {
        feeds.close();
        toasts.afterRedirect(redirect, locale, "calendar.feed.closed");
        return "redirect:" + PATH;
    }
}
