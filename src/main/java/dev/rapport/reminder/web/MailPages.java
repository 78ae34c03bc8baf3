package dev.rapport.reminder.web;

import dev.rapport.reminder.FailedMails;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.Ids;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Toasts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of mails that did not arrive, for process admins. */
@Controller
class MailPages {

    private static final String LIST = "reminder/mails";
    private static final String TO_LIST = "redirect:/mails";

    private final FailedMails failedMails;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    MailPages(FailedMails failedMails, FieldMessages fieldMessages, Toasts toasts) {
        this.failedMails = failedMails;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    @GetMapping("/mails")
    String list(@RequestParam(required = false) @Nullable String after, HtmxRequest htmx, Model model) {
        model.addAttribute("mails", failedMails.list(after, null));
        if (htmx.isHtmxRequest()) {
            return "reminder/mails :: mail-more";
        }
        return page(Map.of(), model);
    }

    @PostMapping("/mails/{id}/again")
    String again(
            @PathVariable String id,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            failedMails.again(Ids.require("mail", id));
        } catch (BusinessRuleViolation refusal) {
            return refused(refusal, model, response, locale);
        }
        toasts.afterRedirect(redirect, locale, "mails.again.done", 1);
        return TO_LIST;
    }

    @PostMapping("/mails/again")
    String allAgain(RedirectAttributes redirect, Locale locale) {
        toasts.afterRedirect(redirect, locale, "mails.again.done", failedMails.allAgain());
        return TO_LIST;
    }

    @PostMapping("/mails/{id}/give-up")
    String giveUp(
            @PathVariable String id,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        long mail = Ids.require("mail", id);
        try {
            failedMails.giveUp(mail);
        } catch (BusinessRuleViolation refusal) {
            return refused(refusal, model, response, locale);
        }
        redirect.addFlashAttribute("givenUp", mail);
        return TO_LIST;
    }

    @PostMapping("/mails/{id}/take-back")
    String takeBack(@PathVariable String id, Model model, HttpServletResponse response, Locale locale) {
        try {
            failedMails.takeBack(Ids.require("mail", id));
        } catch (BusinessRuleViolation refusal) {
            return refused(refusal, model, response, locale);
        }
        return TO_LIST;
    }

    private String refused(BusinessRuleViolation refusal, Model model, HttpServletResponse response, Locale locale) {
        if (refusal.kind() == Kind.NOT_FOUND) {
            throw refusal;
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("mails", failedMails.list(null, null));
        return page(fieldMessages.of(refusal, locale), model);
    }

    private String page(Map<String, String> errors, Model model) {
        model.addAttribute("errors", errors);
        model.addAttribute("waiting", failedMails.waiting());
        model.addAttribute("serverIsAway", failedMails.serverIsAway());
        return LIST;
    }
}
