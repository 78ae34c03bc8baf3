package dev.rapport.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Keys and rules in short; the keys alone for the dialog that the key "?" opens. */
@Controller
class HelpPage {

    private final SingleKeys singleKeys;
    private final Toasts toasts;

    HelpPage(SingleKeys singleKeys, Toasts toasts) {
        this.singleKeys = singleKeys;
        this.toasts = toasts;
    }

    @GetMapping("/help")
    String show(HtmxRequest htmx) {
        return !htmx.isHtmxRequest() ? "web/help" : "web/help :: keys";
    }

    /** Switches the keys without Ctrl or Alt on or off. */
    @PostMapping("/help/keys")
    String choose(
            @RequestParam boolean single,
            @RequestParam(defaultValue = "/help") String back,
            HttpServletRequest request,
            RedirectAttributes redirect,
            Locale locale) {
        singleKeys.choose(single);
        request.getSession().setAttribute(ShellInterceptor.SINGLE_KEYS, single);
        toasts.afterRedirect(redirect, locale, single ? "help.keys.on" : "help.keys.off");
        return "redirect:" + LocalPath.orStart(back);
    }
}
