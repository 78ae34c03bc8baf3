package dev.rapport.user.web;

import dev.rapport.shared.CurrentUser;
import dev.rapport.user.SignOutEverywhere;
import dev.rapport.user.UserSessions;
import dev.rapport.web.Toasts;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where somebody sees where else she is logged in, and ends it. */
@Controller
class SessionsPage {

    private final UserSessions sessions;
    private final SignOutEverywhere signOut;
    private final CurrentUser currentUser;
    private final Toasts toasts;

    SessionsPage(UserSessions sessions, SignOutEverywhere signOut, CurrentUser currentUser, Toasts toasts) {
        this.sessions = sessions;
        this.signOut = signOut;
        this.currentUser = currentUser;
        this.toasts = toasts;
    }

    @GetMapping("/sessions")
    String show(Model model) {
        model.addAttribute("logins", sessions.of(currentUser.id()));
        return "user/sessions";
    }

    @PostMapping("/sessions/sign-out")
    String signOut(RedirectAttributes redirect, Locale locale) {
        signOut.own();
        toasts.afterRedirect(redirect, locale, "sessions.ended");
        return "redirect:/sessions";
    }
}
